import { ConnectorError } from "../error/connector-error.ts";
import type { AirbyteCatalog } from "../protocol/catalog.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { Message } from "../protocol/message.ts";
import type { ConnectorSpec } from "../protocol/spec.ts";
import type { ConnectorRunner } from "./connector-runner.ts";
import { adviseOnVariables } from "./environment/advise-on-variables.ts";
import { configOwner } from "./config-owner.ts";
import { openRead } from "./open-read.ts";
import { readStream } from "./read-stream.ts";
import type { Answer, AnsweredCommand } from "./run-connector.ts";
import { SourceConfig } from "./source-config.ts";
import { SourceConnector } from "./source-connector.ts";
import type { SourceOptions } from "./source-options.ts";
import type { SourceReference } from "./source-reference.ts";
import type {
  CheckReport,
  ConnectorRead,
  InstalledConnector,
  OpenReadOptions,
  ReadOptions,
  Source,
  SourceCall,
} from "./source.ts";

/** The source behind `createSource`: a connector and its config. */
export class ConnectorSource implements Source {
  readonly reference: string;
  readonly name: string;
  readonly #options: SourceOptions;
  readonly #config: SourceConfig;
  readonly #connector: SourceConnector;
  /** What `onWarning` got. */
  readonly #warned = new Set<string>();

  constructor(reference: SourceReference, runner: ConnectorRunner, name: string, options: SourceOptions) {
    this.reference = reference.text;
    this.name = name;
    this.#options = options;
    const projectFolder = options.projectFolder ?? process.cwd();
    const connector = configOwner(reference, projectFolder);
    this.#config = new SourceConfig(options.config ?? {}, { connector, projectFolder });
    this.#connector = new SourceConnector(reference, runner, {
      ...options,
      projectFolder,
      redact: this.redact,
      redactLines: this.#config.redactLines,
    });
  }

  async install(options: SourceCall = {}): Promise<InstalledConnector> {
    const { name, version } = await this.#connector.prepare(options);
    return { name, version };
  }

  spec(options: SourceCall = {}): Promise<ConnectorSpec> {
    return this.#connector.spec(options);
  }

  async check(options: SourceCall = {}): Promise<CheckReport> {
    const specification = await this.#specification(options);
    const connection = this.#connection(options);
    const findings = await this.#config.findings(connection, specification);
    const config = await this.#config.textFor(connection, specification);
    const warnings = await this.#warn(specification);
    const status = await this.#run({ kind: "check", config }, options);
    const message = status.message === undefined ? undefined : this.redact(status.message);
    if (status.succeeded) return { findings, warnings, message };
    const { environment } = this.#options;
    const withheld = (await this.#connector.prepare(options)).withheld?.({ environment }) ?? [];
    throw checkFailed(this.reference, findings, message, withheld);
  }

  async discover(options: SourceCall = {}): Promise<AirbyteCatalog> {
    const config = await this.#validConfig(options);
    return (await this.#run({ kind: "discover", config }, options)).catalog;
  }

  read(stream: string, options: ReadOptions = {}): AsyncIterable<JsonObject> {
    return readStream(this, stream, options, (log) => this.#options.onLog?.(log));
  }

  async configHash(options: SourceCall = {}): Promise<string> {
    return this.#config.hash(await this.#specification(options));
  }

  async openRead(options: OpenReadOptions): Promise<ConnectorRead> {
    const config = await this.#validConfig(options);
    const connector = await this.#connector.prepare(options);
    const signal = this.#connector.signal(options);
    const { environment } = this.#options;
    const onControl = (updated: JsonObject): Promise<void> => this.#keep(updated, options);
    return openRead(connector, {
      ...options,
      signal,
      environment,
      config,
      redact: this.redact,
      redactLines: this.#config.redactLines,
      onControl,
    });
  }

  redact = (text: string): string => this.#config.redact(text);

  #run<Command extends AnsweredCommand>(command: Command, options: SourceCall): Promise<Answer<Command>> {
    return this.#connector.run(command, options, async (message: Message) => {
      if (message.kind === "control") await this.#keep(message.config, options);
    });
  }

  async #keep(updated: JsonObject, options: SourceCall): Promise<void> {
    await this.#config.keep(this.#connection(options), await this.#specification(options), updated);
  }

  async #validConfig(options: SourceCall): Promise<string> {
    const specification = await this.#specification(options);
    const text = await this.#config.validTextFor(this.#connection(options), specification);
    await this.#warn(specification);
    return text;
  }

  async #warn(specification: JsonObject): Promise<readonly string[]> {
    const warnings = await this.#config.warnings(specification);
    for (const warning of warnings) {
      if (this.#warned.has(warning)) continue;
      this.#warned.add(warning);
      this.#options.onWarning?.(warning);
    }
    return warnings;
  }

  async #specification(options: SourceCall): Promise<JsonObject> {
    return (await this.spec(options)).connectionSpecification;
  }

  #connection(options: SourceCall): string {
    return options.connection ?? this.name;
  }
}

/** What connectors say, in the words of Node, Python, Java and Go, when no server has taken the connection. */
function isUnreachable(message: string): boolean {
  return /ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|connection refused|no route to host|name or service not known|getaddrinfo|name resolution|UnknownHostException|no such host/i.test(
    message,
  );
}

function checkFailed(
  reference: string,
  findings: CheckReport["findings"],
  message: string | undefined,
  withheld: readonly string[],
): ConnectorError {
  const variables = adviseOnVariables(withheld, message ?? "");
  const advice = findings.map((finding) => `${finding.path} ${finding.message}`.trim());
  return new ConnectorError(`${reference} says that the check failed${message === undefined ? "." : `: ${message}`}`, {
    code: "CHECK_FAILED",
    hint: [
      ...advice,
      isUnreachable(message ?? "")
        ? "Nothing answers at that address: check host and port, and that the service runs. The rest of the config may be right."
        : "Correct the config, then run check again.",
      ...(variables === undefined ? [] : [variables]),
    ].join("\n"),
    data: { findings, withheld },
  });
}

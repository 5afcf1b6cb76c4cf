import { ConnectorError } from "../error/connector-error.ts";
import type { AirbyteCatalog } from "../protocol/catalog.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { Message } from "../protocol/message.ts";
import type { ConnectorSpec } from "../protocol/spec.ts";
import type { ConnectorRunner, PreparedConnector } from "./connector-runner.ts";
import { describeLog } from "./describe-log.ts";
import { keepSpec, readKeptSpec } from "./kept-spec.ts";
import { openRead } from "./open-read.ts";
import { readStream } from "./read-stream.ts";
import { type Answer, type AnsweredCommand, runConnector } from "./run-connector.ts";
import { SourceConfig } from "./source-config.ts";
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

/** The source behind `createSource`: one connector, prepared once and asked for its spec once, and its config. */
export class ConnectorSource implements Source {
  readonly reference: string;
  readonly name: string;
  readonly #parsed: SourceReference;
  readonly #runner: ConnectorRunner;
  readonly #options: SourceOptions;
  readonly #config: SourceConfig;
  #connector: Promise<PreparedConnector> | undefined;
  #spec: Promise<ConnectorSpec> | undefined;

  constructor(
    reference: SourceReference,
    runner: ConnectorRunner,
    options: SourceOptions & { readonly connection: string },
  ) {
    this.reference = reference.text;
    this.name = options.connection;
    this.#parsed = reference;
    this.#runner = runner;
    this.#options = options;
    this.#config = new SourceConfig(options.config ?? {}, options.projectFolder ?? process.cwd());
  }

  async install(options: SourceCall = {}): Promise<InstalledConnector> {
    const { name, version } = await this.#prepare(options);
    return { name, version };
  }

  spec(options: SourceCall = {}): Promise<ConnectorSpec> {
    this.#spec ??= this.#readSpec(options);
    // What failed, or was aborted, is tried again by the next call.
    this.#spec.catch(() => (this.#spec = undefined));
    return this.#spec;
  }

  async check(options: SourceCall = {}): Promise<CheckReport> {
    const specification = await this.#specification(options);
    const connection = this.#connection(options);
    const findings = await this.#config.findings(connection, specification);
    const config = await this.#config.textFor(connection, specification);
    const status = await this.#run({ kind: "check", config }, options);
    const message = status.message === undefined ? undefined : this.redact(status.message);
    if (status.succeeded) return { findings, message };
    throw new ConnectorError(
      `${this.reference} says that the check failed${message === undefined ? "." : `: ${message}`}`,
      {
        code: "CHECK_FAILED",
        hint: [
          ...findings.map((finding) => `${finding.path} ${finding.message}`),
          "Correct the config, then run check again.",
        ].join("\n"),
        data: { findings },
      },
    );
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
    const connector = await this.#prepare(options);
    const signal = this.#signal(options);
    return openRead(connector, {
      ...options,
      signal,
      config,
      redact: this.redact,
      onControl: (updated) => this.#keep(updated, options),
    });
  }

  redact = (text: string): string => this.#config.redact(text);

  #prepare(options: SourceCall): Promise<PreparedConnector> {
    this.#connector ??= this.#runner.prepare(this.#parsed, {
      signal: this.#signal(options),
      onProgress: this.#options.onProgress,
    });
    this.#connector.catch(() => (this.#connector = undefined));
    return this.#connector;
  }

  async #readSpec(options: SourceCall): Promise<ConnectorSpec> {
    const { folder } = await this.#prepare(options);
    const kept = folder === undefined ? undefined : await readKeptSpec(folder);
    if (kept !== undefined) return kept;
    const { spec } = await this.#run({ kind: "spec" }, options);
    if (folder !== undefined) await keepSpec(folder, spec);
    return spec;
  }

  async #run<Command extends AnsweredCommand>(command: Command, options: SourceCall): Promise<Answer<Command>> {
    const connector = await this.#prepare(options);
    return runConnector(connector, command, {
      signal: this.#signal(options),
      timeLimit: this.#options.timeLimits?.[command.kind],
      redact: this.redact,
      onMessage: (message) => this.#notice(message, options),
      onStderr: (line) => this.#options.onLog?.({ level: "INFO", message: this.redact(line) }),
    });
  }

  async #notice(message: Message, options: SourceCall): Promise<void> {
    if (message.kind === "control") await this.#keep(message.config, options);
    const log = describeLog(message);
    if (log !== undefined) this.#options.onLog?.({ ...log, message: this.redact(log.message) });
  }

  async #keep(updated: JsonObject, options: SourceCall): Promise<void> {
    await this.#config.keep(this.#connection(options), await this.#specification(options), updated);
  }

  async #validConfig(options: SourceCall): Promise<string> {
    return this.#config.validTextFor(this.#connection(options), await this.#specification(options));
  }

  async #specification(options: SourceCall): Promise<JsonObject> {
    return (await this.spec(options)).connectionSpecification;
  }

  #connection(options: SourceCall): string {
    return options.connection ?? this.name;
  }

  #signal(options: SourceCall): AbortSignal | undefined {
    const signals = [options.signal, this.#options.signal].filter((signal) => signal !== undefined);
    return signals.length > 1 ? AbortSignal.any(signals) : signals[0];
  }
}

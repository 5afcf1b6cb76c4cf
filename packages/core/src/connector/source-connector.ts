import type { Message } from "../protocol/message.ts";
import type { ConnectorSpec } from "../protocol/spec.ts";
import type { ConnectorRunner, PreparedConnector, PrepareOptions } from "./connector-runner.ts";
import type { LineRedactor } from "../redact/line-redactor.ts";
import { describeLog } from "./describe-log.ts";
import { keepSpec, readKeptSpec } from "./kept-spec.ts";
import { type Answer, type AnsweredCommand, runConnector } from "./run-connector.ts";
import { lockKey, readConnectorLock } from "./lock/connector-lock.ts";
import type { SourceOptions } from "./source-options.ts";
import type { SourceReference } from "./source-reference.ts";
import type { SourceCall } from "./source.ts";

/** What the connector of a source needs from it. */
export interface SourceConnectorOptions extends Pick<
  SourceOptions,
  "timeLimits" | "environment" | "allowScripts" | "onProgress" | "onLog" | "signal" | "catalogue"
> {
  /** The folder of `airdock.lock`, which says what a reference means in this project. */
  readonly projectFolder: string;
  readonly redact: (text: string) => string;
  readonly redactLines: () => LineRedactor;
}

/** The connector behind a source: prepared once, asked for its spec once, started for each other command. */
export class SourceConnector {
  readonly #reference: SourceReference;
  readonly #runner: ConnectorRunner;
  readonly #options: SourceConnectorOptions;
  #prepared: Promise<PreparedConnector> | undefined;
  #spec: Promise<ConnectorSpec> | undefined;

  constructor(reference: SourceReference, runner: ConnectorRunner, options: SourceConnectorOptions) {
    this.#reference = reference;
    this.#runner = runner;
    this.#options = options;
  }

  /** What failed, or was aborted, is tried again by the next call; so with the spec. */
  prepare(call: SourceCall): Promise<PreparedConnector> {
    const onProgress = (step: string): void => {
      this.#options.onProgress?.(step);
      call.onProgress?.(step);
    };
    this.#prepared ??= this.#prepareAsPinned({ signal: this.signal(call), onProgress });
    this.#prepared.catch(() => (this.#prepared = undefined));
    return this.#prepared;
  }

  spec(call: SourceCall): Promise<ConnectorSpec> {
    this.#spec ??= this.#readSpec(call);
    this.#spec.catch(() => (this.#spec = undefined));
    return this.#spec;
  }

  /** Runs a command to its answer. `onMessage` sees every message first. */
  async run<Command extends AnsweredCommand>(
    command: Command,
    call: SourceCall,
    onMessage?: (message: Message) => Promise<void>,
  ): Promise<Answer<Command>> {
    const connector = await this.prepare(call);
    const { environment, redact, redactLines, onLog, timeLimits } = this.#options;
    return runConnector(connector, command, {
      signal: this.signal(call),
      environment,
      timeLimit: timeLimits?.[command.kind],
      redact,
      redactLines,
      onMessage: async (message) => {
        await onMessage?.(message);
        const log = describeLog(message);
        if (log !== undefined) onLog?.({ level: log.level, message: redact(log.message) });
      },
      onStderr: (line) => onLog?.({ level: "INFO", message: line }),
    });
  }

  /** The signal that ends a call: its own, the source's, or both. */
  signal(call: SourceCall): AbortSignal | undefined {
    const signals = [call.signal, this.#options.signal].filter((signal) => signal !== undefined);
    return signals.length > 1 ? AbortSignal.any(signals) : signals[0];
  }

  async #prepareAsPinned(options: PrepareOptions): Promise<PreparedConnector> {
    const lock = await readConnectorLock(this.#options.projectFolder);
    const offline = this.#options.catalogue?.offline;
    const { allowScripts } = this.#options;
    return this.#runner.prepare(this.#reference, {
      ...options,
      offline,
      allowScripts,
      pin: lock[lockKey(this.#reference)],
    });
  }

  async #readSpec(call: SourceCall): Promise<ConnectorSpec> {
    const { folder } = await this.prepare(call);
    const kept = folder === undefined ? undefined : await readKeptSpec(folder);
    if (kept !== undefined) return kept;
    const { spec } = await this.run({ kind: "spec" }, call);
    if (folder !== undefined) await keepSpec(folder, spec);
    return spec;
  }
}

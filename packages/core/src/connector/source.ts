import type { AirbyteCatalog, ConfiguredCatalog } from "../protocol/catalog.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { Message } from "../protocol/message.ts";
import type { ConnectorSpec } from "../protocol/spec.ts";
import type { ConfigFinding } from "../config/config-finding.ts";
import type { AirdockError } from "../error/airdock-error.ts";
import type { ExitOutcome } from "./connector-runner.ts";

/** A connector with its config: what users hold, what `sync` reads from. Made by `createSource`; starts nothing by itself. */
export interface Source {
  /** As the user wrote it: `pypi:airbyte-source-faker==7.2.1`. */
  readonly reference: string;
  /** The connection this source reads for, unless a call names another: by default `faker` for the reference above. */
  readonly name: string;
  /** Finds the connector, installs it where needed. Every other call does this first. */
  install(options?: SourceCall): Promise<InstalledConnector>;
  spec(options?: SourceCall): Promise<ConnectorSpec>;
  /** Resolves when the connector says SUCCEEDED; rejects with CHECK_FAILED in the connector's own words. */
  check(options?: SourceCall): Promise<CheckReport>;
  /** Rejects with CONFIG_INVALID before the connector starts when the config does not fit the spec. */
  discover(options?: SourceCall): Promise<AirbyteCatalog>;
  /** Records of one stream, without a cache: from the beginning, in the source's order. Rejects with STREAM_UNKNOWN. */
  read(stream: string, options?: ReadOptions): AsyncIterable<JsonObject>;
  /** Hash of the config as the user gave it, before CONTROL changes and without the values of secrets; hexadecimal. */
  configHash(options?: SourceCall): Promise<string>;
  /** Starts `read` for a pipeline. Rejects with CONFIG_INVALID before the connector starts. */
  openRead(options: OpenReadOptions): Promise<ConnectorRead>;
  /** The text with all secrets seen so far replaced by `****`. Secrets are known once the spec was read (any call but `install`). */
  redact(text: string): string;
}

/** What every call of a source takes. */
export interface SourceCall {
  readonly signal?: AbortSignal | undefined;
  /** The connection whose kept config (from CONTROL messages) applies. Default: the source's `name`. */
  readonly connection?: string | undefined;
  /** Told what is being done before the connector can start, in a sentence for people; beside the source's own. */
  readonly onProgress?: ((step: string) => void) | undefined;
}

/** A connector that is there to be started. */
export interface InstalledConnector {
  /** The reference without version, which names the connector in the cache: `pypi:airbyte-source-faker`. */
  readonly name: string;
  /** The version really installed, where it is known. */
  readonly version?: string | undefined;
}

/** What `check` found: our own findings are advice, the connector's word decides. */
export interface CheckReport {
  readonly findings: readonly ConfigFinding[];
  /** What may be a slip in the config, in sentences for people: keys that the spec does not list. */
  readonly warnings: readonly string[];
  /** What the connector said along with SUCCEEDED. */
  readonly message?: string | undefined;
}

/** What `read` takes. `limit` 0 reads nothing; without one the stream is read to its end. */
export interface ReadOptions extends SourceCall {
  readonly namespace?: string | undefined;
  readonly limit?: number | undefined;
}

/** What `openRead` takes. */
export interface OpenReadOptions extends SourceCall {
  readonly catalog: ConfiguredCatalog;
  /** JSON text of each state to hand back (the `state` value of a STATE message), in order; handed on byte for byte. */
  readonly states: readonly string[];
  /** Longest line on stdout in bytes. Default: that of `readMessages`. */
  readonly maxLineBytes?: number | undefined;
}

/**
 * A connector that reads. Leaving it (dispose) stops the process and removes its argument files. Not taking `messages`
 * makes the connector wait. A CONTROL message is kept before it is passed on; texts in messages are not redacted.
 */
export interface ConnectorRead extends AsyncDisposable {
  readonly messages: AsyncIterable<readonly Message[]>;
  /** Lines of text without secrets, as far as they are taken; the last ones are kept for errors in any case. */
  readonly stderr: AsyncIterable<string>;
  readonly exited: Promise<ExitOutcome>;
  /**
   * The error for an outcome that is not a success: CONNECTOR_FAILED, CONNECTOR_EXITED, CONNECTOR_KILLED, with the
   * connector's last words, redacted; undefined when the process ended well or was stopped by us.
   */
  failure(outcome: ExitOutcome): AirdockError | undefined;
  /** Asks the process to end, then makes it. Settles when it is gone. */
  stop(): Promise<void>;
}

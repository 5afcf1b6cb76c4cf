import type { ConnectorPin } from "./connector-pin.ts";
import type { SourceReference } from "./source-reference.ts";

/** The port of ways to run a connector: finds or installs it, then starts it as a process that speaks the protocol. */
export interface ConnectorRunner {
  readonly contract: 1;
  /** For people: `local`, `python`, `docker` … */
  readonly kind: string;
  accepts(reference: SourceReference): boolean;
  /** Finds the connector, installs it where needed. Rejects with INSTALL_FAILED, PACKAGE_NOT_FOUND, CONNECTOR_NOT_EXECUTABLE … */
  prepare(reference: SourceReference, options?: PrepareOptions): Promise<PreparedConnector>;
  /** Removes what was installed for a reference, all versions when it names none; says what is gone. Default: nothing to remove. */
  remove?(reference: SourceReference, options?: PrepareOptions): Promise<readonly string[]>;
  /** Of a runner of manifests: whether it has something that stands in for a Python class of a connector's. Default: it has not. */
  hasCounterpart?(className: string, connector: string): Promise<boolean>;
}

/** How `prepare` behaves. */
export interface PrepareOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told what is being done, in a sentence for people: `installing airbyte-source-faker 7.2.1`. */
  readonly onProgress?: ((step: string) => void) | undefined;
  /** Looks for what is newest now, instead of what the reference was first resolved to. Default false. */
  readonly upgrade?: boolean | undefined;
  /** True: open no connection; what is not on this machine is refused (OFFLINE). Default: whether `AIRDOCK_OFFLINE` is set. */
  readonly offline?: boolean | undefined;
  /**
   * True: let code of the packages run while they are installed: npm's install scripts, and builds of source archives that a pin names.
   * Default false: npm's scripts are passed over, and a pin that needs a build is refused.
   */
  readonly allowScripts?: boolean | undefined;
  /** The connector's name where the reference, a file that was fetched, does not say it: `source-pokeapi`. */
  readonly connector?: string | undefined;
  /** Exactly this, and nothing else under its name (DIGEST_MISMATCH). */
  readonly pin?: ConnectorPin | undefined;
}

/** A connector that can be started. */
export interface PreparedConnector {
  /** The reference without version, which names the connector in the cache: `pypi:airbyte-source-faker`. */
  readonly name: string;
  readonly version?: string | undefined;
  /** A folder that belongs to this very installation and goes with it: what only depends on it, such as its spec, is kept there. */
  readonly folder?: string | undefined;
  /** What would bring back the very same elsewhere; for `airdock.lock`. Default: it cannot be pinned. */
  pin?(options?: PrepareOptions): Promise<ConnectorPin>;
  /** Starts the connector with a command. Rejects with CONNECTOR_NOT_EXECUTABLE. */
  run(command: ConnectorCommand, options?: ConnectorRunOptions): Promise<ConnectorSession>;
  /** The names of variables of this process that such a run does not get, to explain a failure by. Default: not known. */
  withheld?(options?: ConnectorRunOptions): readonly string[];
}

/** How a connector is started. */
export interface ConnectorRunOptions {
  /** Stops the connector when aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Variables for the connector, by name, beside those every connector gets (see `SourceOptions.environment`). */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** The five commands of the protocol, with the text of each argument file. */
export type ConnectorCommand =
  | { readonly kind: "spec" }
  | { readonly kind: "check"; readonly config: string }
  | { readonly kind: "discover"; readonly config: string }
  | { readonly kind: "read"; readonly config: string; readonly catalog: string; readonly state?: string | undefined }
  | { readonly kind: "write"; readonly config: string; readonly catalog: string };

/**
 * A started connector. Leaving it (dispose) stops the process politely, then by force, and removes its argument files.
 * Not reading `stdout` makes the connector wait: that is the back-pressure.
 */
export interface ConnectorSession extends AsyncDisposable {
  readonly stdout: AsyncIterable<Uint8Array>;
  /** Lines of text; to be read along with `stdout`. */
  readonly stderr: AsyncIterable<string>;
  readonly exited: Promise<ExitOutcome>;
  /** Asks the process to end, then makes it. Settles when it is gone. */
  stop(): Promise<void>;
}

/** How a process ended; `stopped` when we asked it to. */
export interface ExitOutcome {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly stopped: boolean;
}

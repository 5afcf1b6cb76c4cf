import type { Cache } from "../cache/cache.ts";
import { guardCache } from "../cache/guarded-cache.ts";
import type { Source, SourceCall } from "../connector/source.ts";
import { onAbort } from "../async/on-abort.ts";
import { EventReporter } from "./event-reporter.ts";
import { RunFaults } from "./run-faults.ts";
import { RunWarnings } from "./run-warnings.ts";
import type { SyncOptions } from "./sync-options.ts";

/** What a sync holds from its beginning to its end. */
export interface SyncFrame extends Disposable {
  readonly options: SyncOptions;
  readonly source: Source;
  /** Guarded. */
  readonly cache: Cache;
  readonly connection: string;
  readonly reporter: EventReporter;
  readonly warnings: RunWarnings;
  readonly faults: RunFaults;
  readonly redact: (text: string) => string;
  /** For calls before the connector reads: aborted by whatever ends the sync. */
  readonly call: SourceCall & { readonly signal: AbortSignal };
  /** `performance.now` at the beginning. */
  readonly startedAt: number;
}

/** Sets up a sync: who is told of events, and what an abort does. Starts nothing. */
export function openSync(options: SyncOptions): SyncFrame {
  const { source } = options;
  const connection = options.connection ?? source.name;
  const faults = new RunFaults();
  const reporter = new EventReporter(options.onEvent);
  const interrupt = (reason: unknown): void => faults.interrupt(reason);
  const listeners = [options.signal, reporter.interruption].map((signal) => signal && onAbort(signal, interrupt));
  return {
    options,
    source,
    cache: guardCache(options.cache),
    connection,
    reporter,
    warnings: new RunWarnings(reporter),
    faults,
    redact: (text) => source.redact(text),
    call: {
      signal: faults.stopping,
      connection,
      onProgress: (step) => reporter.emit({ type: "connector-preparing", step }),
    },
    startedAt: performance.now(),
    [Symbol.dispose]: () => listeners.forEach((listener) => listener?.[Symbol.dispose]()),
  };
}

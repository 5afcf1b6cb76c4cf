import { AirdockError, isAirdockError } from "../error/airdock-error.ts";

const fatalCodes: ReadonlySet<string> = new Set([
  "LEASE_LOST",
  "CACHE_BUSY",
  "CACHE_UNAVAILABLE",
  "CACHE_MISUSED",
  "DISK_UNWRITABLE",
  "UNEXPECTED",
]);

/** Collects what goes wrong in a run, and ends it when there is no point in going on. */
export class RunFaults {
  /** What the connector reported of itself, not of one stream. */
  readonly source: AirdockError[] = [];
  /** By stream: what the connector reported of it. */
  readonly reported: Map<number, AirdockError> = new Map();
  /** By stream: why the cache did not take its rows. */
  readonly refused: Map<number, AirdockError> = new Map();
  /** Nothing more can be written. */
  fatal: AirdockError | undefined;
  /** `strict` found a rule broken. */
  violation: AirdockError | undefined;
  interruption: { readonly reason: unknown } | undefined;
  readonly #fatality = new AbortController();
  readonly #stopping = new AbortController();

  /** Aborted when nothing more can be written. */
  get fatality(): AbortSignal {
    return this.#fatality.signal;
  }

  /** Aborted, with the reason, when the connector is to be stopped. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** True when what the connector still sends no longer counts. */
  get isOver(): boolean {
    return this.fatal !== undefined || this.violation !== undefined;
  }

  /** The cache failed with this: for one stream, or for all. True when it can go on without the stream. */
  refuse(streams: readonly number[], thrown: unknown): boolean {
    const error = toAirdockError(thrown);
    for (const stream of streams) if (!this.refused.has(stream)) this.refused.set(stream, error);
    if (!isFatal(error) && streams.length > 0) return true;
    this.end(error);
    return false;
  }

  /** Nothing more can be written. */
  end(thrown: unknown): void {
    if (this.fatal !== undefined) return;
    this.fatal = toAirdockError(thrown);
    this.#fatality.abort(this.fatal);
    this.stop(this.fatal);
  }

  /** A rule of `strict` is broken. */
  violate(error: AirdockError): void {
    if (this.violation !== undefined) return;
    this.violation = error;
    this.stop(error);
  }

  /** The user wants an end: what was earned is still kept. */
  interrupt(reason: unknown): void {
    this.interruption ??= { reason };
    this.stop(interrupted(reason));
  }

  /** Nothing can become visible any more. */
  stop(reason?: unknown): void {
    this.#stopping.abort(reason);
  }
}

/** What is thrown when there is nothing yet that could be kept. */
function interrupted(reason: unknown): AirdockError {
  return new AirdockError("The sync was stopped before it read anything.", {
    code: "INTERRUPTED",
    cause: reason,
    retryable: true,
  });
}

/** True for an error after which nothing more can be written, whatever the stream. */
export function isFatal(thrown: unknown): boolean {
  return !isAirdockError(thrown) || fatalCodes.has(thrown.code);
}

/** Any thrown value as an error of ours; what is not one is a bug of somebody's. */
export function toAirdockError(thrown: unknown): AirdockError {
  if (isAirdockError(thrown)) return thrown;
  return new AirdockError(thrown instanceof Error ? thrown.message : String(thrown), {
    code: "UNEXPECTED",
    cause: thrown,
  });
}

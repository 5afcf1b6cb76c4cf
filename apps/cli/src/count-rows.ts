import { type Cache, isAirdockError, type StoredConnection, type StoredStream } from "@airdock/core";

/** How many rows a table has. */
export interface RowCount {
  readonly rows: number;
  /** True: what the bookkeeping of the last sync says, since counting took too long. */
  readonly isEstimate: boolean;
  /** True: there is no such table any more. */
  readonly isMissing: boolean;
}

/** Counts the rows of all tables, as long as that takes no longer than `timeoutMs` in all. */
export async function countRows(
  cache: Cache,
  connections: readonly StoredConnection[],
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<ReadonlyMap<StoredStream, RowCount>> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const counts = new Map<StoredStream, RowCount>();
  for (const { name, streams } of connections) {
    for (const stream of streams) {
      const dataset = cache.dataset({ connection: name, stream: stream.stream });
      const count = await dataset.count({ signal: AbortSignal.any([signal, timeout]) }).catch((error: unknown) => {
        signal.throwIfAborted();
        return timeout.aborted ? undefined : error;
      });
      counts.set(stream, describe(stream, count));
    }
  }
  return counts;
}

function describe({ rows }: StoredStream, count: unknown): RowCount {
  if (typeof count === "number") return { rows: count, isEstimate: false, isMissing: false };
  return { rows, isEstimate: true, isMissing: isAirdockError(count) && count.code === "CACHE_FAILED" };
}

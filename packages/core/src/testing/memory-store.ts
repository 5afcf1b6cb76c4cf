import type { LeaseHolder } from "../cache/lease-holder.ts";
import type { RejectedRecord } from "../cache/cache.ts";
import type { RecordRow } from "../cache/record-batch.ts";
import type { StoredColumn, StoredRun, StoredState, StoredStream } from "../cache/stored.ts";
import { streamId, type StreamKey } from "../protocol/stream.ts";

/** Everything a memory cache holds. */
export interface MemoryStore {
  /** False before it was opened for writing. */
  isMade: boolean;
  readonly connections: Map<string, MemoryConnection>;
  /** The oldest first. */
  readonly runs: Mutable<StoredRun>[];
  readonly rejected: (RejectedRecord & { readonly connection: string; readonly run: number })[];
}

/** A connection with its streams by id. */
export interface MemoryConnection {
  readonly name: string;
  connector: string;
  configHash: string;
  states: readonly StoredState[];
  lease: MemoryLease | undefined;
  readonly streams: Map<string, MemoryStream>;
}

/** Who writes to a connection, and when it last gave a sign of life (epoch milliseconds). */
export interface MemoryLease {
  readonly token: string;
  readonly holder: LeaseHolder;
  renewedAt: number;
}

/** A stream, its table, and what no reader sees yet. */
export interface MemoryStream extends Mutable<Omit<StoredStream, "rows" | "bytes">> {
  columns: StoredColumn[];
  rows: MemoryRow[];
}

/** A row of a table. `order` counts the rows of the cache in the order they were staged. */
export interface MemoryRow extends RecordRow {
  readonly generation: number;
  readonly syncId: number;
}

/** The same type without `readonly`. */
export type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** A memory cache's store before its first run. */
export function createStore(): MemoryStore {
  return { isMade: false, connections: new Map(), runs: [], rejected: [] };
}

/** What is kept of a stream, if anything. */
export function findStream(store: MemoryStore, connection: string, stream: StreamKey): MemoryStream | undefined {
  return store.connections.get(connection)?.streams.get(streamId(stream));
}

/** A stream as the cache's port describes it. */
export function describeStream({ rows, ...stream }: MemoryStream): StoredStream {
  return { ...stream, columns: [...stream.columns], rows: rows.length };
}

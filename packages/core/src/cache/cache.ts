import type { CallOptions, Dataset, DatasetKey } from "../dataset/dataset.ts";
import type { StreamKey } from "../protocol/stream.ts";
import type { RejectReason } from "../protocol/message.ts";
import type { CacheSupports } from "./cache-supports.ts";
import type { LeaseHolder } from "./lease-holder.ts";
import type { QueryOptions, QueryResult } from "./query-result.ts";
import type { RecordBatch } from "./record-batch.ts";
import type { RunReport, StoredConnection, StoredRun, StoredState, StoredStream, TableName } from "./stored.ts";
import type { StreamPreview } from "./stream-preview.ts";
import type { StreamPlan, StreamRefresh } from "./stream-plan.ts";

/** The port a cache implements: what the sync pipeline asks, in the order it asks. One object serves one database. */
export interface Cache extends AsyncDisposable {
  readonly contract: 1;
  /** For people and reports, such as `duckdb:./data.duckdb`; without password. */
  readonly name: string;
  readonly supports: CacheSupports;
  /** Connects and makes the bookkeeping; `read` never writes and rejects with NOT_IN_CACHE when there is nothing. */
  open(options?: OpenOptions): Promise<void>;
  /** Takes the connection's lease (CONNECTION_BUSY, CONNECTION_CHANGED) and clears what killed runs left behind. */
  startRun(run: RunStart, options?: CallOptions): Promise<CacheRun>;
  connections(options?: CallOptions): Promise<readonly StoredConnection[]>;
  states(connection: string, options?: CallOptions): Promise<readonly StoredState[]>;
  /** The newest first. */
  runs(
    options?: CallOptions & { readonly connection?: string; readonly limit?: number },
  ): Promise<readonly StoredRun[]>;
  dataset(key: DatasetKey): Dataset;
  /**
   * SQL in the database's own words; read-only unless `write`. Rejects with QUERY_FAILED, QUERY_WRITES, QUERY_READS_FILES,
   * QUERY_TIMEOUT.
   */
  query?(sql: string, options?: QueryOptions): Promise<QueryResult>;
  /**
   * What is stored of streams, and what a run with these plans would make of their tables. Reads only: no table, no lease, no newer layout
   * comes of it, and where there is no database yet it says so of a database that is empty. Default: changes of key or mode count all rows.
   */
  preview?(connection: string, plans: readonly StreamPlan[], options?: CallOptions): Promise<readonly StreamPreview[]>;
  /** What whoever looks at these tables with other programs should know, in sentences. Default: nothing. */
  remarks?(tables: readonly TableName[]): readonly string[];
  /** Ends what is open. What was handed in by the user stays open. */
  close(): Promise<void>;
}

/** How a cache is opened. */
export interface OpenOptions extends CallOptions {
  /** Default `write`. */
  readonly access?: "read" | "write" | undefined;
  /** Milliseconds to wait for a database that others hold, before CACHE_BUSY. Default 600,000. */
  readonly waitMs?: number | undefined;
  /** Called, with a sentence for people, when it has to wait. */
  readonly onWaiting?: ((reason: string) => void) | undefined;
}

/** Who wants to write, for which connection. */
export interface RunStart {
  readonly connection: string;
  /** The connector's reference without its version, and the version that runs. */
  readonly connector: string;
  readonly connectorVersion?: string | undefined;
  /** Hash of the config as the user gave it, without secrets. */
  readonly configHash: string;
  /** Take another connector or config for this connection as meant; `begin` notes it. */
  readonly acceptChange: boolean;
  readonly holder: LeaseHolder;
  /** Milliseconds without heartbeat after which a holder on another host counts as dead. Default 60,000. */
  readonly staleAfter?: number | undefined;
  /** Milliseconds that `startRun` waits for a database that others hold, before CACHE_BUSY. Default 600,000. */
  readonly waitMs?: number | undefined;
  /** Told, in a sentence for people, when a call has to wait for others who hold the database or a table. */
  readonly onWaiting?: ((reason: string) => void) | undefined;
}

/** A run: holds the connection's lease until `finish`. Every write checks the lease (LEASE_LOST). */
export interface CacheRun {
  /** Also the `sync_id` of the rows. */
  readonly id: number;
  /** Random; raw ids are made from it. */
  readonly token: string;
  readonly startedAt: Date;
  /** What the cache holds of the connection before the run. */
  readonly streams: readonly StoredStream[];
  readonly states: readonly StoredState[];
  /** One transaction for generations and cleared states; then tables are made or changed. `states`: what is left. */
  begin(
    plan: BeginPlan,
    options?: CallOptions,
  ): Promise<{ readonly writers: readonly StreamWriter[]; readonly states: readonly StoredState[] }>;
  /** One transaction: rows through an ordinal become visible, together with the states they earned. */
  finalize(part: FinalizePart, options?: CallOptions): Promise<FinalizeReport>;
  /** Replaces all states of the connection: import and reset. */
  setStates(states: readonly StoredState[], options?: CallOptions): Promise<void>;
  /** Keeps the first of the records that cannot be stored, with the reason. */
  reject(records: readonly RejectedRecord[], options?: CallOptions): Promise<void>;
  /** The heartbeat of the lease. */
  renew(options?: CallOptions): Promise<void>;
  /** Keeps the report and gives the lease back. Staging that was not finalized is discarded. */
  finish(report: RunReport, options?: CallOptions): Promise<void>;
}

/** What `begin` shall bring about. `forget`: all states go (LEGACY cannot forget one stream). */
export interface BeginPlan {
  readonly streams: readonly StreamPlan[];
  /** May name streams that the cache knows and this run leaves out. Ends `missedState`, clears the stream's state (in GLOBAL: its entry). */
  readonly refresh: readonly StreamRefresh[];
  readonly forget?: boolean;
}

/** Writes the records of one stream where no reader looks. */
export interface StreamWriter {
  readonly stream: StreamKey;
  readonly table: TableName;
  readonly generation: number;
  readonly minimumGeneration: number;
  /** Staging the same batch twice changes nothing. */
  stage(batch: RecordBatch, options?: CallOptions): Promise<void>;
  /** Drops what is staged and not finalized, and the unfinished generation of a `replace`. */
  discard(options?: CallOptions): Promise<void>;
}

/**
 * What one transaction makes visible. `through` is an ordinal, also one in the middle of a batch, 0 for no row; `complete`: the
 * stream succeeded and this is its last part. While a `finalize` runs, `stage` goes on.
 */
export interface FinalizePart {
  readonly streams: readonly { readonly writer: StreamWriter; readonly through: number; readonly complete: boolean }[];
  /** Saved after what is there, in this order: a state replaces the one of its stream, a type all states of other types. */
  readonly states: readonly StoredState[];
  /** Streams whose STREAM state, or entry in GLOBAL, goes in the same transaction, after `states` are saved. */
  readonly forget: readonly StreamKey[];
}

/** What a finalize did, stream by stream. */
export interface FinalizeReport {
  /** Milliseconds for which gathering more is better than finalizing again, except at a stream's end: merging is dear. */
  readonly pause?: number;
  readonly streams: readonly {
    readonly stream: StreamKey;
    readonly written: number;
    readonly deleted: number;
    /** Rows with an entry in `_airbyte_meta.changes` made by the cache. */
    readonly changed: number;
    readonly rejected: number;
    /** Merged rows with a key that could not be stored: it is NULL, so that they count as one. Default 0. */
    readonly unkeyed?: number;
    /** Merged rows that came with NULL in their key, in any part of it: NULL equals NULL. Default 0. */
    readonly nullKeys?: number;
    /** The rows were appended, since no record has what `uncertainKey` names: so are all that follow in this run. Default false. */
    readonly isKeyless?: boolean;
    readonly addedColumns: readonly string[];
    /** Key columns that became text, since they could not hold every key that came. Default none. */
    readonly widenedKeys?: readonly string[];
    /** Key columns that keep their type though they cannot hold every key: another column keeps such rows apart. Default none. */
    readonly keysKeptApart?: readonly string[];
    /** Columns that did not take their property's new type, since something of the user's hangs on them. Default none. */
    readonly keptColumns?: readonly string[];
    /** Columns that somebody has dropped, or added again: they are NULL in the rows stored before. Default none. */
    readonly restoredColumns?: readonly string[];
  }[];
}

/** A record that cannot be stored. */
export interface RejectedRecord {
  readonly stream?: StreamKey | undefined;
  readonly reason: RejectReason;
  readonly excerpt: string;
}

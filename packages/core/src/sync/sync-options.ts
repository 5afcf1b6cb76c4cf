import type { Cache } from "../cache/cache.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { WriteMode } from "../cache/write-mode.ts";
import type { Source } from "../connector/source.ts";
import type { FieldPath } from "../protocol/catalog.ts";
import type { SyncEvent } from "./sync-event.ts";

/** What `sync` takes. Everything but the source and the cache has a default. */
export interface SyncOptions {
  readonly source: Source;
  readonly cache: Cache;
  /**
   * Which streams, by `name` or `namespace.name`; a record also says how, and its key `"*"` sets defaults. Left out, or
   * with `"*"` as the only key: all. A text lists names with commas between them; a stream whose whole name has commas goes first.
   */
  readonly streams?: string | readonly string[] | Readonly<Record<string, StreamOptions>> | undefined;
  /** How streams are read that `streams` need not name: says how, and chooses nothing. What `streams` says wins. */
  readonly streamOptions?: Readonly<Record<string, StreamOptions>> | undefined;
  /** The connection's name in the cache. Default: the source's name. */
  readonly connection?: string | undefined;
  /** The write mode of streams that name none. Default `auto`. */
  readonly writeMode?: WriteMode | "auto" | undefined;
  /** Reads every stream from its beginning; older rows go at success, or stay with `keep`. Default false. */
  readonly fullRefresh?: boolean | "keep" | undefined;
  /**
   * Takes another connector or config for this connection as meant, and another key or mode of its streams, though rows stored before go
   * (CHANGE_NOT_ACCEPTED). Default false.
   */
  readonly acceptChange?: boolean | undefined;
  /** Stops at the first line, count or schema that breaks a rule (STRICT_VIOLATED). Default false. */
  readonly strict?: boolean | undefined;
  /** Is told what happens. When it throws, the sync stops with that error. */
  readonly onEvent?: ((event: SyncEvent) => void) | undefined;
  /** False: resolve with `outcome` also when streams failed. Default true: reject with a `SyncError`. */
  readonly reject?: boolean | undefined;
  /** Ends the sync at a clean checkpoint; it then rejects with a `SyncError` (INTERRUPTED). */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds without any sign of life after which the connector counts as hung (CONNECTOR_STALLED). A wait for an API's rate limit that
   * the connector tells of does not count. Default 3,600,000.
   */
  readonly stallAfter?: number | undefined;
  /**
   * Milliseconds to wait for a cache that others hold (CACHE_BUSY), default 600,000; where it is given, also for another sync of the same
   * connection (CONNECTION_BUSY), which otherwise is refused immediately. An event `cache-waiting` says so.
   */
  readonly waitMs?: number | undefined;
  /** When rows become visible while the sync goes on: at the first state after any of these. */
  readonly finalizeEvery?: Partial<FinalizeCadence> | undefined;
  readonly lease?: LeaseOptions | undefined;
  /** Folder for the connector's own logs, `<connection>/<run>.ndjson`, the last 20 runs. Default: none are kept. */
  readonly logFolder?: string | undefined;
}

/** How one stream is read and written. */
export interface StreamOptions {
  /** Default `auto`: merge with a key and a cursor, append with a cursor, else replace. */
  readonly mode?: WriteMode | "auto" | undefined;
  /**
   * The primary key: a property, several, or paths; instead of the source's. A text with commas or slashes that names no property is
   * several (`shop,no`), or a path (`owner/id`).
   */
  readonly key?: string | readonly (string | FieldPath)[] | undefined;
  /** The cursor: a property or a path, which a text has as `meta/updated_at`. A cursor the source defines wins. */
  readonly cursor?: string | FieldPath | undefined;
  /** Column types of your choice, by property: `{ amount: "decimal(38,9)" }`. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** Default `add`. */
  readonly undeclared?: StreamPlan["undeclared"] | undefined;
  /** Default `widen`. */
  readonly onTypeChange?: StreamPlan["onTypeChange"] | undefined;
  /** Default `hard`. */
  readonly deletes?: StreamPlan["deletes"] | undefined;
  /** Rows a successful stream sends after its last state. Default `keep`; in append mode the source may send them again. */
  readonly trailing?: "keep" | "discard" | undefined;
}

/** How much gathers before a state makes rows visible. Where a sync does not say, the first part of a run is a quarter of it. */
export interface FinalizeCadence {
  /** Default 250,000. */
  readonly rows: number;
  /** Bytes of record data. Default 128 MiB. */
  readonly bytes: number;
  /** Since the last time. Default 10. */
  readonly seconds: number;
}

/** Milliseconds. */
export interface LeaseOptions {
  /** A holder elsewhere counts as dead after this long without heartbeat. Default 60,000. */
  readonly staleAfter?: number | undefined;
  /** Time between heartbeats. Default 15,000. */
  readonly renewEvery?: number | undefined;
}

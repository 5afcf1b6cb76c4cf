import type { CacheSupports, TableName } from "@airdock/core";
import { type RawBuilder, sql } from "kysely";
import { mergeByKey } from "./finalize/merge-by-key.ts";
import type { MergeStrategy } from "./finalize/merge-strategy.ts";
import { swapByRename, type SwapTable } from "./finalize/swap-table.ts";
import { createSchema, type CreateSchema } from "./schema/create-schema.ts";
import type { FinishTable } from "./schema/finish-table.ts";
import { introspectByKysely, type IntrospectTables } from "./schema/introspect-tables.ts";
import { rewriteColumn } from "./schema/rewrite-column.ts";
import { type SpellKey, spellKeyHere } from "./schema/spell-key.ts";
import type { WidenColumn } from "./schema/widen-column.ts";
import { lockReadSession, type OpenLockedSession } from "./session/locked-session.ts";
import type { OpenSession } from "./session/session.ts";
import type { BulkLoad } from "./stage/stream-stage.ts";
import type { NameLimits } from "./table/unique-name.ts";
import type { AirbyteType } from "./value/airbyte-type.ts";

/** What a SQL database is asked for, so that it can be a cache: all else is written once. Only the first five members must be given. */
export interface CacheDialectOptions {
  /** The scheme of its URLs, such as `duckdb`; it also names the package: `@airdock/cache-duckdb`. */
  readonly name: string;
  /** How long names and keys may be, how wide a table. */
  readonly limits: DialectLimits;
  /** The SQL type of a column. For `json`: a type that holds JSON text. */
  columnType(type: AirbyteType): string;
  /** A Kysely instance and its end. Called for every unit of work; whether the database stays open in between is its affair. */
  readonly openSession: OpenSession;
  /** How records get in: where they are staged, and what the staged rows look like to SQL. `stageInTable()` works everywhere. */
  readonly bulkLoad: BulkLoad;
  /**
   * Opens the database for SQL of a user who may only read. Default: a session for reading, which is enough where that refuses
   * all that writes; the suite's cases of `query` show whether it is.
   */
  readonly openLockedSession?: OpenLockedSession;
  /** Brings staged rows into a table that has a key. Default: DELETE and INSERT by `IS NOT DISTINCT FROM`, over a plain index. */
  readonly merge?: MergeStrategy;
  /** Puts a finished table in the place of another, inside the caller's transaction. Default: DROP, then RENAME. */
  readonly swapTable?: SwapTable;
  /** Gives a column a wider type with the values it has; false when it cannot. Default: row by row, in this process. */
  readonly widenColumn?: WidenColumn;
  /** Which tables a schema holds, and their columns. Default: Kysely's introspector. */
  readonly introspect?: IntrospectTables;
  /** Makes a schema where there is none, inside the caller's transaction. Default: CREATE SCHEMA IF NOT EXISTS. */
  readonly createSchema?: CreateSchema;
  /** Called when a table was made, in the same transaction. Default: nothing is left to do. */
  readonly finishTable?: FinishTable;
  /** What differs from `defaultCacheSupports`; what `limits` says need not be said again. */
  readonly supports?: Partial<CacheSupports>;
  /** SQL for the current time, moving on inside a transaction. Default `current_timestamp`. */
  readonly clock?: () => RawBuilder<unknown>;
  /** The collation that compares text by bytes, where plain comparison does not. Default none. */
  readonly binaryCollation?: string;
  /** What the operator `->` takes to find a member of a JSON object. Default: the member's name. */
  readonly jsonMember?: (name: string) => string;
  /** Gives JSON in a column that becomes a key one text for equal values. Default: row by row, in this process. */
  readonly spellKey?: SpellKey;
  /** What a driver's error means; what it does not know stays CACHE_FAILED. Default: knows none. */
  readonly errorKind?: (error: unknown) => ErrorKind | undefined;
  /** For an error of the kind `constrained`: what refuses, such as `check positive of table shop.users`. Default: the driver's message. */
  readonly constraintOf?: (error: unknown) => string | undefined;
  /** What whoever looks at these tables with other programs should know, in sentences. Default: nothing. */
  readonly remarks?: (tables: readonly TableName[]) => readonly string[];
  /** Ends what the dialect itself opened. Default: nothing to end. */
  readonly close?: () => Promise<void>;
}

/** A dialect with its defaults filled in: what the SQL cache works with. */
export interface CacheDialect extends Required<Omit<CacheDialectOptions, "supports" | "binaryCollation">> {
  readonly contract: 1;
  readonly supports: Partial<CacheSupports>;
  readonly binaryCollation: string | undefined;
}

/** The bounds of a database. 0 means unbounded. */
export interface DialectLimits extends NameLimits {
  /** Most columns of a table. */
  readonly columns: number;
  /** Most parameters of a statement. Default 1000. */
  readonly parameters?: number;
  /** Longest key of a row, in bytes. Default 0. */
  readonly keyBytes?: number;
  /** Column names that cannot be used, in any case, such as Postgres' `xmin`. Default none. */
  readonly reservedColumns?: readonly string[];
}

/**
 * `locked`: somebody else holds the table, try again. `busy`: somebody else holds the database. `lost`: the connection broke,
 * the transaction may or may not be in. `writes`: a read-only session was asked to write. `disk`: full, or not writable. `memory`:
 * it ran out, and there is more next time. `denied`: the user of the database may not do it. `constrained`: a constraint, a trigger or
 * the like, which the cache has not made, refuses it.
 */
export type ErrorKind = "locked" | "busy" | "lost" | "writes" | "disk" | "memory" | "denied" | "constrained";

/** Completes a dialect. `new SqlCache(dialect, { name })` makes a cache of it. */
export function defineCacheDialect(options: CacheDialectOptions): CacheDialect {
  return {
    merge: mergeByKey,
    swapTable: swapByRename,
    widenColumn: rewriteColumn,
    introspect: introspectByKysely,
    createSchema,
    finishTable: async () => {},
    clock: () => sql`current_timestamp`,
    jsonMember: (name) => name,
    spellKey: spellKeyHere,
    errorKind: () => undefined,
    constraintOf: () => undefined,
    remarks: () => [],
    close: async () => {},
    openLockedSession: lockReadSession(options.openSession),
    ...options,
    contract: 1,
    supports: { lockedQueries: options.openLockedSession !== undefined, ...options.supports },
    binaryCollation: options.binaryCollation,
  };
}

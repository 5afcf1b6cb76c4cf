import type { DuckDBInstance } from "@duckdb/node-api";
import type { AbortableOperationOptions } from "kysely";
import type { DuckdbSession } from "../session/duckdb-session.ts";

/** Where the dialect's connections come from, and what they may do. */
export type DuckdbDialectConfig = DuckdbDialectOptions & (DuckdbInstanceConfig | DuckdbSessionConfig);

/** A live instance. The dialect keeps a few connections on it and never closes it. */
export interface DuckdbInstanceConfig {
  readonly instance: DuckDBInstance;
}

/**
 * A function that opens a session. It is called for every connection Kysely asks for, and the session is closed when Kysely gives
 * the connection back: a database file is held no longer than it is used.
 */
export interface DuckdbSessionConfig {
  readonly openSession: (options?: AbortableOperationOptions) => Promise<DuckdbSession>;
}

/** What holds for connections of either kind. */
export interface DuckdbDialectOptions {
  /** `read`: every statement runs in a read-only transaction. Default `write`. */
  readonly access?: "read" | "write" | undefined;
  /** The most connections at a time; who asks for more waits. Default 8. */
  readonly maxConnections?: number | undefined;
}

import type { CallOptions, JsonForm, QueryResult } from "@airdock/core";
import type { Kysely } from "kysely";

/**
 * Opens the database for one unit of work. A `write` session is the only one of its kind in this process while it is open,
 * where the database has one writer; its transactions take the write lock at their start. A `read` session refuses to write.
 */
export type OpenSession = (request: SessionRequest) => Promise<Session>;

/** For what, and how patiently, a session is opened. */
export interface SessionRequest extends CallOptions {
  readonly access: "read" | "write";
  /** Milliseconds to wait for a database that others hold, before CACHE_BUSY. */
  readonly patience: number;
  /** Told once when the waiting begins, with a sentence for people. */
  readonly onWait?: ((reason: string) => void) | undefined;
}

/** An open database: Kysely over it, in UTC. */
export interface Session {
  readonly kysely: Kysely<unknown>;
  /** A statement of the user's, with column types. Default: over Kysely, without types. */
  readonly query?: (sql: string, options?: StatementOptions) => Promise<QueryResult>;
  /** Ends this unit of work. */
  close(): Promise<void>;
}

/** How a statement of a user is run. */
export interface StatementOptions extends CallOptions {
  /** How the cells of JSON columns come. Default `value`. */
  readonly json?: JsonForm | undefined;
}

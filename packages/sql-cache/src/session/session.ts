import type { CallOptions, QueryResult } from "@airdock/core";
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
  readonly query?: (sql: string, options?: CallOptions) => Promise<QueryResult>;
  /** Ends this unit of work. */
  close(): Promise<void>;
}

import type { AbortableOperationOptions } from "kysely";
import type { SqliteSession } from "../session/sqlite-session.ts";

/** Where the dialect's connections come from, and what they may do. */
export interface SqliteDialectConfig {
  /** Called for every connection Kysely asks for; the session is closed when Kysely gives the connection back. */
  readonly openSession: (options?: AbortableOperationOptions) => Promise<SqliteSession>;
  /** `read`: transactions take no write lock. Default `write`. */
  readonly access?: "read" | "write" | undefined;
  /** The most connections at a time, each with a thread; who asks for more waits. Default 4. */
  readonly maxConnections?: number | undefined;
  /** Milliseconds that a transaction waits for the write lock. Default 30,000. */
  readonly patience?: number | undefined;
  /** Told when a transaction has to wait, with a sentence for people. */
  readonly onWait?: ((reason: string) => void) | undefined;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Columns of a cache's streams come as `rows()` has them: booleans, parsed JSON. Default true. */
  readonly isTyped?: boolean | undefined;
}

import { resolve } from "node:path";
import type { SqliteSession } from "./sqlite-session.ts";
import { ThreadPool } from "./thread-pool.ts";

/** How a database file is opened. */
export interface OpenSqliteOptions {
  /** `read`: the file must exist, and nothing is written. Default `write`. */
  readonly access?: "read" | "write" | undefined;
  /** Milliseconds to wait while others hold the file. Default 30,000. */
  readonly patience?: number | undefined;
  /** Told once when the waiting begins, with a sentence for people. */
  readonly onWait?: ((reason: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a database file in a thread of its own, made with its folders where there is none.
 * Throws SqliteOpenError: CACHE_BUSY while others hold the file, CACHE_UNAVAILABLE for every other reason.
 */
export async function openSqlite(path: string, options: OpenSqliteOptions = {}): Promise<SqliteSession> {
  const { access = "write", patience = 30_000, signal, onWait } = options;
  const pool = new ThreadPool(resolve(path), { linger: 0 });
  return await pool.take({ access, patience, signal, onWait });
}

import type { BlockInsert } from "../load/block-insert.ts";
import type { SqliteStatement, StatementResult } from "./sqlite-statement.ts";

/** How a transaction begins. */
export interface BeginOptions {
  /** Default false. */
  readonly ignoresForeignKeys?: boolean;
}

/** How an answer streams. */
export interface StreamOptions {
  readonly chunkSize: number;
  /** Default false. */
  readonly isTyped?: boolean;
  /** Default false. */
  readonly isLocked?: boolean;
}

/** A handle on a SQLite database: a connection of its own, in a thread of its own unless the user has opened it. */
export interface SqliteSession extends AsyncDisposable {
  /** Runs one statement. `isTyped`: the answer tells which columns are those of a stream's table. */
  run(statement: SqliteStatement, options?: { readonly isTyped?: boolean }): Promise<StatementResult>;
  /**
   * Runs one statement and answers part by part, so that no more than `chunkSize` rows are held; other statements wait. `isLocked`:
   * what changes something is refused with SQLITE_AUTH.
   */
  stream(statement: SqliteStatement, options: StreamOptions): AsyncIterable<StatementResult>;
  /** Puts staged records into a table; says how many rows that were. */
  insert(insert: BlockInsert): Promise<number>;
  /**
   * Begins a transaction that may write: takes the write lock; false: somebody else still holds it after so many milliseconds.
   * `ignoresForeignKeys`: what it takes out of a table takes nothing out of others that refer to it, nor is it refused for them.
   */
  beginWriting(timeout: number, options?: BeginOptions): Promise<boolean>;
  /** Stops what runs, as far as that is possible: a load soon, a statement that reads at once, together with the session. */
  interrupt(reason: unknown): void;
  /** Ends the session; what its transaction has not committed is rolled back. A second call does nothing. */
  close(): Promise<void>;
}

import type { Database } from "better-sqlite3";
import type { BlockInsert } from "../load/block-insert.ts";
import type { StartLoad } from "../load/register-load.ts";
import { CommandRunner } from "./command-runner.ts";
import type { BeginOptions, SqliteSession, StreamOptions } from "./sqlite-session.ts";
import type { SqliteStatement, StatementResult } from "./sqlite-statement.ts";

/** A session on a database of this thread, on the one connection that is there: answers are read at once, to their end. */
export class LocalSession implements SqliteSession {
  readonly #runner: CommandRunner;
  readonly #database: Database;
  readonly #release: () => void;

  private constructor(database: Database, startLoad: StartLoad, release: () => void) {
    this.#database = database;
    this.#runner = new CommandRunner(database, startLoad);
    this.#release = release;
  }

  /** `release` is called at the end. */
  static async open(database: Database, release: () => void): Promise<LocalSession> {
    const { registerLoad } = await import("../load/register-load.ts");
    return new LocalSession(database, registerLoad(database, new Int32Array(1)), release);
  }

  async run(
    statement: SqliteStatement,
    { isTyped = false }: { readonly isTyped?: boolean } = {},
  ): Promise<StatementResult> {
    return this.#runner.execute({ kind: "run", ...statement, isTyped });
  }

  /** The turn is over before the rows are looked at: whoever looks may want to write. */
  async *stream(
    statement: SqliteStatement,
    { isTyped = false, isLocked = false }: StreamOptions,
  ): AsyncIterable<StatementResult> {
    const head = this.#runner.execute({ kind: "read", ...statement, isTyped, isLocked });
    const result = { ...head, rows: this.#runner.execute({ kind: "fetch", count: Infinity }) };
    this.#runner.execute({ kind: "leave" });
    if (!this.#database.inTransaction) this.#release();
    yield result;
  }

  async insert(insert: BlockInsert): Promise<number> {
    return this.#runner.execute({ kind: "insert", ...insert });
  }

  async beginWriting(timeout: number, options: BeginOptions = {}): Promise<boolean> {
    return this.#runner.execute({ kind: "begin", timeout, ...options });
  }

  interrupt(): void {}

  async close(): Promise<void> {
    if (this.#database.inTransaction) await this.run({ sql: "rollback", parameters: [] });
    this.#release();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

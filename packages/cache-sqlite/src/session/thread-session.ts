import type { BlockInsert } from "../load/block-insert.ts";
import type { SessionThread } from "./session-thread.ts";
import type { BeginOptions, SqliteSession, StreamOptions } from "./sqlite-session.ts";
import type { SqliteStatement, StatementResult } from "./sqlite-statement.ts";

/** A session on the database of a thread. */
export class ThreadSession implements SqliteSession {
  readonly #thread: SessionThread;
  readonly #release: () => Promise<void>;
  readonly #access: "read" | "write";
  #isOpen = true;

  /** `release` is called once, at the end. */
  constructor(thread: SessionThread, access: "read" | "write", release: () => Promise<void>) {
    this.#thread = thread;
    this.#access = access;
    this.#release = release;
  }

  async run(
    statement: SqliteStatement,
    { isTyped = false }: { readonly isTyped?: boolean } = {},
  ): Promise<StatementResult> {
    return await this.#thread.ask({ kind: "run", ...statement, isTyped });
  }

  async *stream(
    statement: SqliteStatement,
    { chunkSize, isTyped = false, isLocked = false }: StreamOptions,
  ): AsyncIterable<StatementResult> {
    const head = await this.#thread.ask({ kind: "read", ...statement, isTyped, isLocked });
    try {
      for (;;) {
        const rows = await this.#thread.ask({ kind: "fetch", count: chunkSize });
        yield { ...head, rows };
        if (rows.length < chunkSize) return;
      }
    } finally {
      // A thread that was killed has nothing to leave.
      await this.#thread.ask({ kind: "leave" }).catch(() => undefined);
    }
  }

  async insert(insert: BlockInsert): Promise<number> {
    return await this.#thread.ask({ kind: "insert", ...insert });
  }

  async beginWriting(timeout: number, options: BeginOptions = {}): Promise<boolean> {
    return await this.#thread.ask({ kind: "begin", timeout, ...options });
  }

  interrupt(reason: unknown): void {
    if (!this.#thread.isBusy) return;
    if (this.#access === "write") this.#thread.stopLoad();
    else this.#thread.kill(reason);
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#release();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

import { stat } from "node:fs/promises";
import { makePrivateFile } from "./make-private-file.ts";
import { waitForLock, type WaitRequest } from "./wait-for-lock.ts";
import { SessionThread } from "./session-thread.ts";
import { isBusy } from "./sqlite-failure.ts";
import { SqliteOpenError } from "./sqlite-open-error.ts";
import type { SqliteSession } from "./sqlite-session.ts";
import { ThreadSession } from "./thread-session.ts";

/** For what, and how patiently, a session is opened. */
export interface SessionOptions extends WaitRequest {
  readonly access: "read" | "write";
}

/** A thread, and the file it has open. */
interface OpenThread {
  readonly thread: SessionThread;
  access: "read" | "write" | undefined;
  /** Which file that was, and for reading in which state. */
  file: string | undefined;
}

/**
 * The threads of a database file. One that is given back waits a moment for the next unit of work, with its file open, before it
 * is ended: starting one takes some 50 ms.
 */
export class ThreadPool {
  readonly #path: string;
  readonly #linger: number;
  #idle: OpenThread[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closing: Promise<unknown> = Promise.resolve();

  /** `linger`: milliseconds for which a thread that is not used stays; 0: it ends at once. */
  constructor(path: string, { linger = 1000 }: { readonly linger?: number } = {}) {
    this.#path = path;
    this.#linger = linger;
  }

  /** Opens the file, which is made with its folders where that is for writing. Rejects with CACHE_BUSY and CACHE_UNAVAILABLE. */
  async take(options: SessionOptions): Promise<SqliteSession> {
    options.signal?.throwIfAborted();
    clearTimeout(this.#timer);
    const { access } = options;
    const at = Math.max(
      0,
      this.#idle.findIndex((idle) => idle.access === access),
    );
    const [open = { thread: new SessionThread(), access: undefined, file: undefined }] = this.#idle.splice(at, 1);
    try {
      await this.#open(open, options);
    } catch (error) {
      await open.thread.close();
      options.signal?.throwIfAborted();
      throw new SqliteOpenError(this.#path, error);
    }
    return new ThreadSession(open.thread, access, () => this.#giveBack(open));
  }

  /** Ends the threads that are not in use. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const idle = this.#idle;
    this.#idle = [];
    this.#closing = Promise.all([this.#closing, ...idle.map(({ thread }) => thread.close())]);
    await this.#closing;
  }

  /** A file that is open is opened again when another one has taken its place. */
  async #open(open: OpenThread, options: SessionOptions): Promise<void> {
    const { access } = options;
    if (open.access === access && open.file !== undefined && open.file === (await this.#fileState(access))) return;
    if (access === "write") await makePrivateFile(this.#path);
    open.access = undefined;
    await waitForLock(
      async (timeout) => {
        try {
          await open.thread.ask({ kind: "open", path: this.#path, access, timeout });
          return true;
        } catch (error) {
          if (isBusy(error)) return error;
          throw error;
        }
      },
      `${this.#path} is locked by another process.`,
      options,
    );
    open.access = access;
    open.file = await this.#fileState(access);
  }

  /** A reader may have a copy, which does not follow what is written. */
  async #fileState(access: "read" | "write"): Promise<string | undefined> {
    const file = await stat(this.#path).catch(() => undefined);
    if (file === undefined) return undefined;
    return access === "write" ? String(file.ino) : [file.ino, file.size, file.mtimeMs].join();
  }

  async #giveBack(open: OpenThread): Promise<void> {
    try {
      await open.thread.ask({ kind: "run", sql: "rollback", parameters: [], isTyped: false }).catch(ignoreNone);
    } catch {
      // Killed, or beyond use.
      return await open.thread.close();
    }
    // Not waited for: whoever comes next does, and readers do not.
    if (open.access === "write") void open.thread.ask({ kind: "checkpoint" }).catch(() => undefined);
    if (this.#linger === 0) return await open.thread.close();
    this.#idle.push(open);
    clearTimeout(this.#timer);
    // Who closes in the background has nobody to tell of a failure, and the next one to open finds out.
    this.#timer = setTimeout(() => void this.close().catch(() => undefined), this.#linger);
    this.#timer.unref();
  }
}

function ignoreNone(error: unknown): void {
  if (!String(error).includes("no transaction is active")) throw error;
}

import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { CommandAnswer, SessionCommand, ThreadReply, ThreadRequest } from "./session-command.ts";
import { SqliteFailure } from "./sqlite-failure.ts";

/** A thread with a database in it, since SQLite answers no sooner than it is done. It keeps the process alive while it has work. */
export class SessionThread {
  readonly #stopFlag = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  readonly #waiting = new Map<number, { resolve(answer: unknown): void; reject(error: unknown): void }>();
  #requests = 0;
  #end: Error | undefined;
  #isKilled = false;

  constructor() {
    const program = new URL(`./sqlite-thread${extname(import.meta.url)}`, import.meta.url);
    this.#worker = new Worker(program, {
      workerData: { stopFlag: this.#stopFlag },
      execArgv: [],
      // What it makes of a record is garbage with the next one.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.#worker.unref();
    this.#worker.on("message", (reply: ThreadReply) => this.#settle(reply));
    this.#worker.on("error", (error) => this.#die(error));
    this.#exited = new Promise((resolve) => {
      this.#worker.once("exit", () => {
        this.#die(new SqliteFailure("The thread of the database has ended.", undefined));
        resolve();
      });
    });
  }

  /** Has a command executed, after those before it. */
  async ask<Command extends SessionCommand>(command: Command): Promise<CommandAnswer<Command>> {
    if (this.#end !== undefined) throw this.#end;
    Atomics.store(this.#stopFlag, 0, 0);
    const id = (this.#requests += 1);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    this.#worker.ref();
    this.#worker.postMessage({ id, ...command } satisfies ThreadRequest);
    return (await promise) as CommandAnswer<Command>;
  }

  /** True while a command is executed, or waits for that. */
  get isBusy(): boolean {
    return this.#waiting.size > 0;
  }

  /** Lets a load that runs fail soon. */
  stopLoad(): void {
    Atomics.store(this.#stopFlag, 0, 1);
  }

  /** Ends the thread, wherever it is: what waits for an answer rejects with the reason. SQLite first comes to the end of its step. */
  kill(reason: unknown): void {
    this.#isKilled = true;
    this.#die(reason instanceof Error ? reason : new SqliteFailure(String(reason), undefined));
    void this.#worker.terminate();
  }

  /** Closes the database and ends the thread. One that was killed ends when it can. */
  async close(): Promise<void> {
    if (this.#isKilled) return;
    if (this.#end === undefined) await this.ask({ kind: "close" }).catch(() => undefined);
    this.#worker.ref();
    await this.#exited;
  }

  #settle(reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ("failure" in reply) waiting?.reject(new SqliteFailure(reply.failure.message, reply.failure.code));
    else waiting?.resolve(reply.answer);
  }

  #die(error: Error): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

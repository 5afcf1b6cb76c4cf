import type { DuckdbSession } from "./session/duckdb-session.ts";

/**
 * Milliseconds for which a session that is not used stays open, since the next unit of work often follows soon: opening and closing
 * take a tenth of a second of work together. Other processes wait for the file so much longer.
 */
const linger = 500;

/**
 * Sessions that are used again when one unit of work follows another: opening and closing a file costs tens of milliseconds.
 * When nothing follows for a moment all are closed, and with the last one the file.
 */
export class SessionPool<Options> {
  readonly #open: (options: Options) => Promise<DuckdbSession>;
  #idle: DuckdbSession[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closing: Promise<void> = Promise.resolve();

  constructor(open: (options: Options) => Promise<DuckdbSession>) {
    this.#open = open;
  }

  /** A session that is in no transaction. Closing it gives it back. */
  async take(options: Options): Promise<DuckdbSession> {
    clearTimeout(this.#timer);
    const session = this.#idle.pop() ?? (await this.#open(options));
    let isOpen = true;
    const giveBack = async (): Promise<void> => {
      if (isOpen) await this.#giveBack(session);
      isOpen = false;
    };
    return { connection: session.connection, close: giveBack, [Symbol.asyncDispose]: giveBack };
  }

  /** Closes what is not in use. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const idle = this.#idle;
    this.#idle = [];
    this.#closing = this.#closing.then(async () => {
      for (const session of idle) await session.close();
    });
    await this.#closing;
  }

  async #giveBack(session: DuckdbSession): Promise<void> {
    if (!(await endTransaction(session))) return await session.close();
    this.#idle.push(session);
    clearTimeout(this.#timer);
    // Who closes in the background has nobody to tell of a failure, and the next one to open finds out.
    this.#timer = setTimeout(() => void this.close().catch(() => undefined), linger);
  }
}

/** Ends what a failed unit of work has left; false: the session is beyond use. */
async function endTransaction({ connection }: DuckdbSession): Promise<boolean> {
  try {
    await connection.run("ROLLBACK");
    return true;
  } catch (error) {
    return String(error).includes("no transaction is active");
  }
}

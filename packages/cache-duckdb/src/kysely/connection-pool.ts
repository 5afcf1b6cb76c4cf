import type { AbortableOperationOptions } from "kysely";
import type { DuckdbConnection } from "./duckdb-connection.ts";
import { DuckdbStatementError } from "./duckdb-statement-error.ts";

/** How a pool makes connections, and what it does with those given back. */
export interface ConnectionPoolOptions {
  readonly open: (options?: AbortableOperationOptions) => Promise<DuckdbConnection>;
  readonly maxConnections: number;
  /** Keeps connections for the next one who asks; otherwise they are closed at once. */
  readonly keepsIdle: boolean;
}

/** Hands out connections, a bounded number at a time; who comes later waits for one to be given back. */
export class ConnectionPool {
  readonly #options: ConnectionPoolOptions;
  readonly #idle: DuckdbConnection[] = [];
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #isClosed = false;

  constructor(options: ConnectionPoolOptions) {
    this.#options = options;
    this.#free = options.maxConnections;
  }

  async acquire(options?: AbortableOperationOptions): Promise<DuckdbConnection> {
    await this.#takePlace();
    try {
      if (this.#isClosed) throw closedError();
      return this.#idle.pop() ?? (await this.#options.open(options));
    } catch (error) {
      this.#givePlace();
      throw error;
    }
  }

  /** `isSound` false: the connection is not fit for anyone else. */
  async release(connection: DuckdbConnection, isSound: boolean): Promise<void> {
    try {
      if (isSound && this.#options.keepsIdle && !this.#isClosed) this.#idle.push(connection);
      else await connection.close();
    } finally {
      this.#givePlace();
    }
  }

  /** Closes what lies idle; connections in use are closed when they are given back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map((connection) => connection.close()));
  }

  async #takePlace(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** To the one who has waited longest, if any. */
  #givePlace(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

function closedError(): DuckdbStatementError {
  return new DuckdbStatementError("The driver was used after it was destroyed.", { code: "CACHE_MISUSED" });
}

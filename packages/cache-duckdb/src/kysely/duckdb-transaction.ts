import type { DuckDBConnection } from "@duckdb/node-api";
import type { TransactionSettings } from "kysely";
import { DuckdbStatementError } from "./duckdb-statement-error.ts";

/**
 * The transaction of a connection. A read-only connection is in one from when it is acquired until it is released; what the user
 * begins and commits meanwhile is part of it.
 */
export class DuckdbTransaction {
  /** The user has begun a transaction. */
  isOpen = false;
  /** A statement has failed, which may have spoiled the transaction. */
  hasFailed = false;
  /** Begun or ended by SQL of the user's own: nobody knows in which state the connection is. */
  isForeign = false;
  readonly #connection: DuckDBConnection;
  readonly #access: "read" | "write";

  constructor(connection: DuckDBConnection, access: "read" | "write") {
    this.#connection = connection;
    this.#access = access;
  }

  async begin({ accessMode, isolationLevel }: TransactionSettings): Promise<void> {
    if (isolationLevel === "serializable") {
      throw new DuckdbStatementError("DuckDB has snapshot isolation, which is less than serializable.", {
        code: "QUERY_FAILED",
        hint: "Leave out the isolation level, or ask for `snapshot`.",
      });
    }
    if (this.#access === "write") {
      await this.#connection.run(accessMode === "read only" ? "BEGIN TRANSACTION READ ONLY" : "BEGIN TRANSACTION");
      this.hasFailed = false;
    }
    this.isOpen = true;
  }

  /** Rejects when the transaction was spoiled: DuckDB would answer COMMIT with success, and keep nothing. */
  async commit(): Promise<void> {
    if (this.#access === "write") {
      if (this.hasFailed) await this.#assertSound();
      await this.#connection.run("COMMIT");
    }
    this.isOpen = false;
  }

  async rollback(): Promise<void> {
    await this.#end();
    this.isOpen = false;
    if (this.#access === "read") await this.beginReading();
  }

  /** For a read-only connection, when it is acquired. */
  async beginReading(): Promise<void> {
    if (this.#access !== "read") return;
    await this.#connection.run("BEGIN TRANSACTION READ ONLY");
    this.hasFailed = false;
  }

  /** For a read-only connection, when it is released. */
  async endReading(): Promise<void> {
    if (this.#access === "read") await this.#end();
  }

  /** For a read-only connection, when an interrupt or a failure has spoiled its transaction. */
  async renewReading(): Promise<void> {
    await this.endReading();
    await this.beginReading();
  }

  async #assertSound(): Promise<void> {
    await this.#connection.run("SELECT 1").catch((cause: unknown) => {
      throw new DuckdbStatementError("The transaction cannot be committed: a statement in it failed.", {
        code: "CACHE_FAILED",
        cause,
        hint: "Roll it back and start again.",
      });
    });
  }

  /** A commit that failed has ended the transaction itself. */
  async #end(): Promise<void> {
    await this.#connection.run("ROLLBACK").catch((error: unknown) => {
      if (!String(error).includes("no transaction is active")) throw error;
    });
    this.hasFailed = false;
  }
}

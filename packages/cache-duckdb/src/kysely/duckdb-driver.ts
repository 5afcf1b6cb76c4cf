import type { AbortableOperationOptions, DatabaseConnection, Driver, TransactionSettings } from "kysely";
import { connectDuckdb, type DuckdbSession } from "../session/duckdb-session.ts";
import { ConnectionPool } from "./connection-pool.ts";
import type { DuckdbConnection } from "./duckdb-connection.ts";
import type { DuckdbDialectConfig } from "./duckdb-dialect-config.ts";
import { DuckdbStatementError } from "./duckdb-statement-error.ts";

/** Hands Kysely connections and runs their transactions. */
export class DuckdbDriver implements Driver {
  readonly #config: DuckdbDialectConfig;
  #pool: ConnectionPool | undefined;

  constructor(config: DuckdbDialectConfig) {
    this.#config = config;
  }

  /** DuckDB itself is loaded here, when a first connection is wanted. */
  async init(): Promise<void> {
    const { DuckdbConnection: Connection } = await import("./duckdb-connection.ts");
    const { access = "write", maxConnections = 8 } = this.#config;
    this.#pool = new ConnectionPool({
      open: async (options) => new Connection(await this.#openSession(options), access),
      maxConnections,
      keepsIdle: "instance" in this.#config,
    });
  }

  async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    const pool = this.#requirePool();
    const connection = await pool.acquire(options);
    try {
      await connection.transaction.beginReading();
      return connection;
    } catch (error) {
      await pool.release(connection, false);
      throw error;
    }
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await transactionOf(connection).begin(settings);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await transactionOf(connection).commit();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await transactionOf(connection).rollback();
  }

  async savepoint(): Promise<void> {
    throw new DuckdbStatementError("DuckDB has no savepoints.", {
      code: "QUERY_FAILED",
      hint: "Use a transaction for each part that may be undone alone.",
    });
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { isOpen, isForeign } = transactionOf(connection);
    const isSound = await transactionOf(connection)
      .endReading()
      .then(
        () => !isOpen && !isForeign,
        () => false,
      );
    await this.#requirePool().release(connection as DuckdbConnection, isSound);
  }

  async destroy(): Promise<void> {
    await this.#pool?.close();
  }

  async #openSession(options?: AbortableOperationOptions): Promise<DuckdbSession> {
    return "instance" in this.#config
      ? await connectDuckdb(this.#config.instance)
      : await this.#config.openSession(options);
  }

  #requirePool(): ConnectionPool {
    if (this.#pool !== undefined) return this.#pool;
    throw new DuckdbStatementError("The driver was used before it was initialised.", { code: "CACHE_MISUSED" });
  }
}

/** Kysely hands back the connections it was given. */
function transactionOf(connection: DatabaseConnection): DuckdbConnection["transaction"] {
  return (connection as DuckdbConnection).transaction;
}

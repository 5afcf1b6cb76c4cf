import {
  type AbortableOperationOptions,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryCompiler,
  sql,
  type TransactionSettings,
} from "kysely";
import { SqliteFailure } from "../session/sqlite-failure.ts";
import { waitForLock } from "../session/wait-for-lock.ts";
import { ConnectionPlaces } from "./connection-places.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import type { SqliteDialectConfig } from "./sqlite-dialect-config.ts";

/** Hands Kysely connections and runs their transactions; what writes takes the write lock at its beginning. */
export class SqliteDriver implements Driver {
  readonly #config: SqliteDialectConfig;
  readonly #places: ConnectionPlaces;

  constructor(config: SqliteDialectConfig) {
    this.#config = config;
    this.#places = new ConnectionPlaces(config.maxConnections ?? 4);
  }

  async init(): Promise<void> {}

  async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    await this.#places.take();
    try {
      return new SqliteConnection(await this.#config.openSession(options), this.#config.isTyped ?? true);
    } catch (error) {
      this.#places.giveBack();
      throw error;
    }
  }

  async beginTransaction(connection: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    const { access = "write", patience = 30_000, signal, onWait } = this.#config;
    if (access === "read" || accessMode === "read only") return await runPlainly(connection, "begin");
    const { session } = connection as SqliteConnection;
    const attempt = async (timeout: number): Promise<unknown> => (await session.beginWriting(timeout)) || lockHeld();
    await waitForLock(attempt, "Another process is writing to the database.", { patience, signal, onWait });
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await runPlainly(connection, "commit");
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await runPlainly(connection, "rollback");
  }

  async savepoint(connection: DatabaseConnection, name: string, compile: QueryCompiler["compileQuery"]): Promise<void> {
    await runSavepoint(connection, "savepoint", name, compile);
  }

  async rollbackToSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler["compileQuery"],
  ): Promise<void> {
    await runSavepoint(connection, "rollback to", name, compile);
  }

  async releaseSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler["compileQuery"],
  ): Promise<void> {
    await runSavepoint(connection, "release", name, compile);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    try {
      await (connection as SqliteConnection).session.close();
    } finally {
      this.#places.giveBack();
    }
  }

  async destroy(): Promise<void> {}
}

function lockHeld(): SqliteFailure {
  return new SqliteFailure("database is locked", "SQLITE_BUSY");
}

async function runPlainly(connection: DatabaseConnection, statement: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(statement));
}

async function runSavepoint(
  connection: DatabaseConnection,
  command: string,
  name: string,
  compile: QueryCompiler["compileQuery"],
): Promise<void> {
  const node = sql`${sql.raw(command)} ${sql.id(name)}`.toOperationNode();
  await connection.executeQuery(compile(node, { queryId: "savepoint" }));
}

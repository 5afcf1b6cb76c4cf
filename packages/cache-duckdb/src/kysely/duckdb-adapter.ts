import { DialectAdapterBase, type Kysely, sql } from "kysely";

/** What DuckDB can do, and how migrations keep out of each other's way. */
export class DuckdbAdapter extends DialectAdapterBase {
  #release: (() => void) | undefined;

  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  override get supportsReturning(): boolean {
    return true;
  }

  /** Waits until no other migrator of this process is at work on the database; another process cannot have it open at all. */
  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely's own signature
  override async acquireMigrationLock(db: Kysely<any>): Promise<void> {
    const database = await readPath(db);
    const before = migrations.get(database) ?? Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    migrations.set(
      database,
      before.then(() => promise),
    );
    await before;
    this.#release = resolve;
  }

  override async releaseMigrationLock(): Promise<void> {
    this.#release?.();
    this.#release = undefined;
  }
}

/** By database: settled when the last migrator that asked so far is done. */
const migrations = new Map<string, Promise<void>>();

async function readPath(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ path: string | null }>`
    select path from duckdb_databases() where database_name = current_database()`.execute(db);
  return rows[0]?.path ?? ":memory:";
}

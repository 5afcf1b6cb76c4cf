import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { SqliteDialectConfig } from "./sqlite-dialect-config.ts";
import { SqliteDriver } from "./sqlite-driver.ts";
import { ThreadedAdapter } from "./threaded-adapter.ts";

/**
 * SQLite for Kysely, over better-sqlite3 in threads: no statement holds up the process, results stream, several read while one
 * writes. Integers beyond 2^53 are bigints; booleans and JSON of a cache's streams come as such.
 *
 * ```ts
 * const db = new Kysely<Database>({ dialect: new SqliteDialect({ openSession: () => openSqlite("data.sqlite") }) });
 * ```
 */
export class SqliteDialect implements Dialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    this.#config = config;
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#config);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new ThreadedAdapter();
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely's own signature
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

import type { DatabaseIntrospector, Dialect, DialectAdapter, Driver, Kysely, QueryCompiler } from "kysely";
import { DuckdbAdapter } from "./duckdb-adapter.ts";
import type { DuckdbDialectConfig } from "./duckdb-dialect-config.ts";
import { DuckdbDriver } from "./duckdb-driver.ts";
import { DuckdbIntrospector } from "./duckdb-introspector.ts";
import { DuckdbQueryCompiler } from "./duckdb-query-compiler.ts";

/**
 * DuckDB for Kysely, over `@duckdb/node-api`: values come back whole (timestamps with their microseconds, see `duckdb-value.ts`),
 * results stream, connections are pooled.
 *
 * ```ts
 * const instance = await DuckDBInstance.fromCache("data.duckdb");
 * const db = new Kysely<Database>({ dialect: new DuckdbDialect({ instance }) });
 * ```
 */
export class DuckdbDialect implements Dialect {
  readonly #config: DuckdbDialectConfig;

  constructor(config: DuckdbDialectConfig) {
    this.#config = config;
  }

  createDriver(): Driver {
    return new DuckdbDriver(this.#config);
  }

  createQueryCompiler(): QueryCompiler {
    return new DuckdbQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new DuckdbAdapter();
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely's own signature
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new DuckdbIntrospector(db);
  }
}

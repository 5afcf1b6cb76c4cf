import { AirdockError } from "@airdock/core";
import type { DuckDBInstance } from "@duckdb/node-api";
import { SqlCache } from "@airdock/sql-cache";
import { type Dialect, Kysely } from "kysely";
import { duckdbCacheDialect } from "./duckdb-cache-dialect.ts";
import { databaseInFile, databaseInMemory, databaseOfInstance, type DuckdbDatabase } from "./duckdb-database.ts";
import { DuckdbDialect } from "./kysely/duckdb-dialect.ts";

/** Which database, and how tables are named. */
export interface DuckdbCacheOptions {
  /** A file, made where there is none, or `:memory:`. Left out when `instance` is given. */
  readonly path?: string;
  /** A live instance of yours: it is used as it is, and never closed. */
  readonly instance?: DuckDBInstance;
  /** For people and reports. Default: `duckdb:` and the path. */
  readonly name?: string;
  /** Template of the schema, with `{connection}`, `{namespace}`, `{stream}`. Default `{connection}`. */
  readonly schema?: string;
  /** Template of the table. Default `{namespace}_{stream}`. */
  readonly table?: string;
  /** DuckDB's `memory_limit`. Default: by the widest table, 64 to 111MB up to 50 columns. */
  readonly memoryLimit?: string;
  /** DuckDB's `threads`. Default: by the widest table, 2 up to 24 columns, else 1. */
  readonly threads?: number;
}

/** A cache in a DuckDB database. */
export interface DuckdbCache extends SqlCache {
  /** Kysely over the cache, for reading and for tables of your own. End it with `destroy`. */
  kysely<Database>(): Kysely<Database>;
  /** The Kysely dialect alone. */
  dialect(): Dialect;
}

/**
 * Keeps synced data in a DuckDB file: `createDuckdbCache("./data.duckdb")`. The file is held only while it is used; another
 * process can open it in between.
 */
export function createDuckdbCache(options: string | DuckdbCacheOptions): DuckdbCache {
  const settings = typeof options === "string" ? { path: options } : options;
  return new DuckdbFileCache(chooseDatabase(settings), settings);
}

function chooseDatabase({ path, instance }: DuckdbCacheOptions): DuckdbDatabase {
  if (instance !== undefined) return databaseOfInstance(instance);
  if (path === ":memory:") return databaseInMemory();
  if (path !== undefined && path !== "") return databaseInFile(path);
  throw new AirdockError("A DuckDB cache needs a path or an instance.", {
    code: "USAGE",
    hint: 'Call createDuckdbCache("./data.duckdb").',
  });
}

class DuckdbFileCache extends SqlCache implements DuckdbCache {
  readonly #database: DuckdbDatabase;

  constructor(database: DuckdbDatabase, options: DuckdbCacheOptions) {
    const { path = "instance", name = `duckdb:${path}`, schema, table } = options;
    super(duckdbCacheDialect(database, options), { name, schema, table });
    this.#database = database;
  }

  kysely<Database>(): Kysely<Database> {
    return new Kysely<Database>({ dialect: this.dialect() });
  }

  dialect(): Dialect {
    return new DuckdbDialect({ openSession: (options) => this.#database.connect({ patience: 30_000, ...options }) });
  }
}

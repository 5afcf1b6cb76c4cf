import { AirdockError } from "@airdock/core";
import { SqlCache } from "@airdock/sql-cache";
import type { Database } from "better-sqlite3";
import { type Dialect, Kysely } from "kysely";
import { SqliteDialect } from "./kysely/sqlite-dialect.ts";
import { sqliteCacheDialect } from "./sqlite-cache-dialect.ts";
import { databaseInFile, databaseInMemory, databaseOfInstance, type SqliteDatabase } from "./sqlite-database.ts";

/** Which database, and how tables are named. */
export interface SqliteCacheOptions {
  /** A file, made where there is none, or `:memory:`. Left out when `instance` is given. */
  readonly path?: string;
  /** A live better-sqlite3 database of yours: it is used as it is, in this thread, and never closed. */
  readonly instance?: Database;
  /** For people and reports. Default: `sqlite:` and the path. */
  readonly name?: string;
  /** Template of the tables, with `{connection}`, `{namespace}`, `{stream}`. Default `{connection}_{namespace}_{stream}`. */
  readonly table?: string;
}

/** A cache in a SQLite database. */
export interface SqliteCache extends SqlCache {
  /** Kysely over the cache, for reading and for tables of your own. End it with `destroy`. */
  kysely<Database>(): Kysely<Database>;
  /** The Kysely dialect alone. */
  dialect(): Dialect;
}

/**
 * Keeps synced data in a SQLite file: `createSqliteCache("./data.sqlite")`. It is written by a thread, and may be read meanwhile, by
 * this process and others.
 */
export function createSqliteCache(options: string | SqliteCacheOptions): SqliteCache {
  const settings = typeof options === "string" ? { path: options } : options;
  return new SqliteFileCache(chooseDatabase(settings), settings);
}

function chooseDatabase({ path, instance }: SqliteCacheOptions): SqliteDatabase {
  requireNode();
  if (instance !== undefined) return databaseOfInstance(instance);
  if (path === ":memory:") return databaseInMemory();
  if (path !== undefined && path !== "") return databaseInFile(path);
  throw new AirdockError("A SQLite cache needs a path or an instance.", {
    code: "USAGE",
    hint: 'Call createSqliteCache("./data.sqlite").',
  });
}

/** The driver ends an older process without a word. */
function requireNode(): void {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major >= 24) return;
  throw new AirdockError(`A SQLite cache needs Node 24; this is Node ${process.versions.node}.`, {
    code: "CACHE_UNAVAILABLE",
    hint: "Install Node 24 or newer, and start again with it.",
  });
}

class SqliteFileCache extends SqlCache implements SqliteCache {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase, options: SqliteCacheOptions) {
    const { path = "instance", name = `sqlite:${path}`, table } = options;
    super(sqliteCacheDialect(database), { name, table });
    this.#database = database;
  }

  kysely<Database>(): Kysely<Database> {
    return new Kysely<Database>({ dialect: this.dialect() });
  }

  dialect(): Dialect {
    const openSession = this.#database.connect;
    return new SqliteDialect({
      openSession: async (options) => await openSession({ access: "write", patience: 30_000, ...options }),
    });
  }
}

import { AirdockError } from "@airdock/core";
import { SqlCache } from "@airdock/sql-cache";
import { type Dialect, Kysely } from "kysely";
import type { Pool, PoolConfig } from "pg";
import { createPostgresDialect } from "./kysely/create-postgres-dialect.ts";
import { postgresCacheDialect } from "./postgres-cache-dialect.ts";
import { databaseAt, databaseOfPool, type PostgresDatabase } from "./postgres-database.ts";
import { readAddress } from "./session/read-address.ts";

/** Which database, and how tables are named. */
export interface PostgresCacheOptions {
  /** `postgres://user:password@host:5432/database?sslmode=require`, as libpq reads it. Left out: PGHOST, PGUSER, … say it. */
  readonly url?: string;
  /** A pool of yours, of the package `pg`: it is used as it is, and never ended. */
  readonly pool?: Pool;
  /** What the driver takes besides, such as `{ ssl: … }` or `{ max: 4 }`. */
  readonly config?: PoolConfig;
  /** For people and reports. Default: the URL without user, password and parameters. */
  readonly name?: string;
  /** Template of the schema, with `{connection}`, `{namespace}`, `{stream}`. Default `{connection}`. */
  readonly schema?: string;
  /** Template of the table. Default `{namespace}_{stream}`. */
  readonly table?: string;
  /** Where records wait until they are final. Default: the system's folder for temporary files. */
  readonly stagingFolder?: string;
}

/** A cache in a PostgreSQL database. */
export interface PostgresCache extends SqlCache {
  /** Kysely over the cache, for reading and for tables of your own. End it with `destroy`. */
  kysely<Database>(): Kysely<Database>;
  /** The Kysely dialect alone. */
  dialect(): Dialect;
}

/** Keeps synced data in a PostgreSQL database: `createPostgresCache("postgres://user@host/database")`. Throws CACHE_URL_INVALID. */
export function createPostgresCache(options: string | PostgresCacheOptions): PostgresCache {
  const settings = typeof options === "string" ? { url: options } : options;
  const { url, pool, config } = settings;
  if (pool !== undefined && (url !== undefined || config !== undefined)) {
    throw new AirdockError("A PostgreSQL cache has a pool, or an address, and not both.", {
      code: "USAGE",
      hint: "Call createPostgresCache({ pool }).",
    });
  }
  if (pool !== undefined) return new PostgresServerCache(databaseOfPool(pool, "the pool"), "postgres:pool", settings);
  const address = readAddress(url, config);
  return new PostgresServerCache(databaseAt(address), `postgres://${address.place}`, settings);
}

class PostgresServerCache extends SqlCache implements PostgresCache {
  readonly #database: PostgresDatabase;

  constructor(database: PostgresDatabase, defaultName: string, options: PostgresCacheOptions) {
    const { name = defaultName, schema, table } = options;
    super(postgresCacheDialect(database, options), { name, schema, table });
    this.#database = database;
  }

  kysely<Database>(): Kysely<Database> {
    return new Kysely<Database>({ dialect: this.dialect() });
  }

  dialect(): Dialect {
    const own = this.#database.newPool();
    return createPostgresDialect(
      own === undefined ? { pool: this.#database.pool } : { pool: own, end: () => own.end() },
    );
  }
}

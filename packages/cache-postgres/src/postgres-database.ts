import { CacheError } from "@airdock/sql-cache";
import { Pool, type PoolClient, type PoolConfig } from "pg";
import { connectClient, type ConnectOptions } from "./session/connect-client.ts";
import { type ClientPool, FallbackPool } from "./session/fallback-pool.ts";
import type { Address } from "./session/read-address.ts";

/** Where a cache's database is, and how one connects to it. */
export interface PostgresDatabase {
  /** The pool; made when it is first asked for. */
  readonly pool: ClientPool;
  /** A connection, which goes back by `release`. Rejects with CACHE_UNAVAILABLE where the server is not fit to be a cache. */
  connect(options: ConnectOptions): Promise<PoolClient>;
  /** Another pool for the same database, for somebody who ends it; undefined: the user's own, which nobody ends. */
  newPool(): ClientPool | undefined;
  /** Closes what was opened. */
  close(): Promise<void>;
}

/** A database by its address. */
export function databaseAt({ attempts, serverKind, place }: Address): PostgresDatabase {
  let pool: ClientPool | undefined;
  const newPool = (): ClientPool => new FallbackPool(attempts, serverKind, openPool);
  const open = (): ClientPool => (pool ??= newPool());
  return {
    get pool() {
      return open();
    },
    connect: connectTo(open, place),
    newPool,
    close: async () => {
      const opened = pool;
      pool = undefined;
      await opened?.end();
    },
  };
}

/** The database of a pool of the user's. */
export function databaseOfPool(pool: Pool, place: string): PostgresDatabase {
  return { pool, connect: connectTo(() => pool, place), newPool: () => undefined, close: async () => {} };
}

function openPool(config: PoolConfig): Pool {
  const pool = new Pool({
    max: 10,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    keepAlive: true,
    application_name: "airdock",
    onConnect: async (client) => void (await client.query("set timezone = 'UTC'")),
    ...config,
  });
  // A connection that breaks while nobody uses it is replaced by the next one.
  pool.on("error", () => undefined);
  return pool;
}

function connectTo(pool: () => ClientPool, place: string): PostgresDatabase["connect"] {
  let isChecked = false;
  return async (options) => {
    const client = await connectClient(pool(), place, { ...options, wasThere: isChecked });
    try {
      if (!isChecked) await checkServer(client, place);
      isChecked = true;
      return client;
    } catch (error) {
      client.release();
      throw error;
    }
  };
}

/** NULLS NOT DISTINCT came with version 15. */
const oldestVersion = 150_000;

async function checkServer(client: PoolClient, place: string): Promise<void> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    "select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding",
  );
  const [{ version, encoding } = { version: "0", encoding: "" }] = rows;
  if (Number(version) < oldestVersion) {
    const hint = "Use PostgreSQL 15 or later.";
    const message = `PostgreSQL at ${place} has version ${Math.floor(Number(version) / 10_000)}.`;
    throw new CacheError(message, { code: "CACHE_UNAVAILABLE", hint });
  }
  if (encoding !== "UTF8") {
    const hint = "Make a database with ENCODING 'UTF8'.";
    throw new CacheError(`The database ${place} has the encoding ${encoding}.`, { code: "CACHE_UNAVAILABLE", hint });
  }
}

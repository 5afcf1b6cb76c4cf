import { createRequire } from "node:module";
import { createPostgresCache } from "@airdock/cache-postgres";
import { freshDatabase } from "@airdock-test/postgres-server";
import { vi } from "vitest";
import type { CrashedCache } from "../crashed-cache.ts";

/** A database of a PostgreSQL server, which goes on when everything else is killed. */
export const postgres: CrashedCache = {
  name: "postgres",
  url: freshDatabase,
  open: async (folder) => createPostgresCache(await freshDatabase(folder)),
  watchStatements(onStatement) {
    const { prototype } = loadDriver().Client;
    const { query } = prototype;
    prototype.query = function (...args) {
      const result = query.apply(this, args);
      const [statement] = args;
      onStatement(typeof statement === "string" ? statement : statement.text);
      return result;
    };
  },
  isCopied: false,
  settle: async (folder) => {
    await using cache = createPostgresCache(await freshDatabase(folder));
    const others = "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    await vi.waitUntil(async () => (await cache.query(others)).rows.length === 0, { timeout: 20_000, interval: 20 });
  },
  passingTables: `select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relname like '\\_airdock%' and relkind = 'r' and nspname !~ '^pg_temp'`,
  files: [],
};

/** The part of the driver through which all statements go. */
interface Driver {
  readonly Client: {
    readonly prototype: { query(this: unknown, ...args: [string | { readonly text: string }, ...unknown[]]): unknown };
  };
}

/** The driver the cache uses, not another copy of it. */
function loadDriver(): Driver {
  return createRequire(import.meta.resolve("@airdock/cache-postgres"))("pg") as Driver;
}

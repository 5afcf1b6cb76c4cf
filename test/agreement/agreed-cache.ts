import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshDatabase } from "@airdock-test/postgres-server";
import { createDuckdbCache } from "@airdock/cache-duckdb";
import { createPostgresCache } from "@airdock/cache-postgres";
import { createSqliteCache } from "@airdock/cache-sqlite";
import type { Cache } from "@airdock/core";

/** The caches that have to agree, each with what opens an empty one; its disposal removes it. */
export const agreedCaches: Readonly<Record<string, () => Promise<OpenCache>>> = {
  duckdb: () => openInFolder(async (folder) => createDuckdbCache(join(folder, "data.duckdb"))),
  sqlite: () => openInFolder(async (folder) => createSqliteCache(join(folder, "data.sqlite"))),
  postgres: () => openInFolder(async (folder) => createPostgresCache(await freshDatabase(folder))),
};

/** An open cache. */
export interface OpenCache extends AsyncDisposable {
  readonly cache: Cache;
}

async function openInFolder(create: (folder: string) => Promise<Cache>): Promise<OpenCache> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-agreement-"));
  const cache = await create(folder);
  const dispose = async (): Promise<void> => {
    await cache.close();
    await rm(folder, { recursive: true });
  };
  return { cache, [Symbol.asyncDispose]: dispose };
}

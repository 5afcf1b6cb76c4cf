import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshDatabase } from "@airdock-test/postgres-server";
import { test, type TestAPI } from "vitest";
import { createPostgresCache, type PostgresCache } from "../src/index.ts";

/** What a test finds. */
export interface DatabaseFixtures {
  readonly folder: string;
  /** Of the database, which is empty until the cache is opened. */
  readonly url: string;
  readonly cache: PostgresCache;
}

/** Tests that get a database of their own, and a cache in it; both go at their end. */
export const inDatabase: TestAPI<DatabaseFixtures> = test.extend<DatabaseFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of what a fixture needs from its pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "airdock-postgres-"));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  url: async ({ folder }, use) => await use(await freshDatabase(folder)),
  cache: async ({ folder, url }, use) => {
    await using cache = createPostgresCache({ url, stagingFolder: folder });
    await cache.open();
    await use(cache);
  },
});

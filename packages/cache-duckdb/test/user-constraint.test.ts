import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { beginStream, planStream } from "@airdock-test/stream-run";
import { createDuckdbCache, type DuckdbCache } from "../src/index.ts";

let folder: string;
let cache: DuckdbCache;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-duckdb-"));
  cache = createDuckdbCache(join(folder, "data.duckdb"));
  await cache.open();
});

afterEach(async () => {
  await cache.close();
  await rm(folder, { recursive: true });
});

test("an error names the user's unique index on the key, and the way out", async () => {
  await sync("old");
  const { schema, name } = await cache.dataset({ connection: "shop", stream: { name: "items" } }).table();
  await cache.query(`create unique index mine on "${schema}"."${name}" (id)`, { write: true });
  // An index that was made in this process lets go of deleted keys sooner.
  await cache.close();
  cache = createDuckdbCache(join(folder, "data.duckdb"));
  await cache.open();
  await expect(sync("new", [2, 3])).rejects.toMatchObject({
    code: "TABLE_CONSTRAINED",
    message: expect.stringContaining("unique index mine") as string,
    hint: expect.stringContaining("Drop it") as string,
  });
  await cache.query(`drop index "${schema}".mine`, { write: true });
  await sync("new");
});

test("an error names the constraint that refuses rows", async () => {
  await sync("old");
  const { schema, name } = await cache.dataset({ connection: "shop", stream: { name: "items" } }).table();
  await cache.query(`alter table "${schema}"."${name}" alter column name set not null`, { write: true });
  const expected = expect.stringContaining("NOT NULL constraint failed: items.name") as string;
  await expect(sync(null)).rejects.toMatchObject({ code: "TABLE_CONSTRAINED", message: expected });
});

async function sync(name: string | null, ids: readonly number[] = [1, 2]): Promise<void> {
  const plan = planStream("items", { mode: "merge", primaryKey: [["id"]] });
  const run = await beginStream(cache, plan, { start: { staleAfter: -1 } });
  await run.stage(ids.map((id) => ({ id, name })));
  await run.finalize({ complete: true });
  await run.finish();
}

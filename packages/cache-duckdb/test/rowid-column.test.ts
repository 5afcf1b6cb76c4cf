import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StreamPlan } from "@airdock/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDuckdbCache, type DuckdbCache } from "../src/index.ts";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";

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

test("a property called like DuckDB's own row number does not take rows along with it", async () => {
  const properties = { id: { type: "integer" }, RowId: { type: "string" } };
  const plan = planStream("items", { mode: "merge", primaryKey: [["id"]], jsonSchema: { type: "object", properties } });
  await syncRows(plan, [1, 2, 3]);
  await syncRows(plan, [1]);
  const rows = await readRows(cache, "items");
  expect(rows.map(({ id }) => id).toSorted()).toEqual([1, 2, 3]);
});

async function syncRows(plan: StreamPlan, ids: readonly number[]): Promise<void> {
  const run = await beginStream(cache, plan);
  await run.stage(ids.map((id) => ({ id, RowId: "same" })));
  await run.finalize({ complete: true });
  await run.finish();
}

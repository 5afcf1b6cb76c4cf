import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createDuckdbCache } from "@airdock/cache-duckdb";
import { expect } from "vitest";

/** Expects nothing but the database itself: no staged records, no argument files, no half-made tables. */
export async function expectNoDebris(folder: string): Promise<void> {
  expect(await readPassingTables(folder)).toEqual([]);
  expect(await readdir(join(folder, "data"))).toEqual(["data.duckdb"]);
  expect(await readdir(join(folder, "tmp"))).toEqual([]);
}

/** Names of tables that are there only while something is done. */
async function readPassingTables(folder: string): Promise<readonly unknown[]> {
  await using cache = createDuckdbCache(join(folder, "data", "data.duckdb"));
  const { rows } = await cache.query(
    "select table_name from duckdb_tables() where starts_with(table_name, '_airdock')",
  );
  return rows.flat();
}

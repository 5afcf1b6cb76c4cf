import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { readPassingTables } from "./cache-content.ts";

/** Expects nothing but the database itself: no staged records, no argument files, no half-made tables. */
export async function expectNoDebris(folder: string): Promise<void> {
  expect(await readPassingTables(join(folder, "data"))).toEqual([]);
  expect(await readdir(join(folder, "data"))).toEqual(["data.duckdb"]);
  expect(await readdir(join(folder, "tmp"))).toEqual([]);
}

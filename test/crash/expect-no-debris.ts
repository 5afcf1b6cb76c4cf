import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { CrashedCache } from "./crashed-cache.ts";

/** Expects nothing but the database itself: no staged records, no argument files, no half-made tables. */
export async function expectNoDebris(crashed: CrashedCache, folder: string): Promise<void> {
  expect(await readPassingTables(crashed, folder)).toEqual([]);
  expect(await readdir(join(folder, "data")).catch(() => [])).toEqual(crashed.files);
  expect(await readdir(join(folder, "tmp"))).toEqual([]);
}

/** Names of tables that are there only while something is done. */
async function readPassingTables(crashed: CrashedCache, folder: string): Promise<readonly unknown[]> {
  await using cache = await crashed.open(join(folder, "data"));
  const { rows } = await cache.query(crashed.passingTables);
  return rows.flat();
}

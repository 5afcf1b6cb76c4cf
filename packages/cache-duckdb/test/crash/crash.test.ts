import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { WriteMode } from "@airdock/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDuckdbCache } from "../../src/index.ts";
import { beginStream, planStream, readRows, streamState } from "@airdock-test/stream-run";

const script = fileURLToPath(new URL("./die-at.ts", import.meta.url));
const rows = [
  { id: 1, name: "Ada" },
  { id: 2, name: "Bob" },
];

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-crash-"));
  file = join(folder, "data.duckdb");
});

afterEach(() => rm(folder, { recursive: true }));

describe.each<WriteMode>(["append", "replace", "merge"])("%s", (mode) => {
  const plan = planStream("users", { mode, primaryKey: mode === "merge" ? [["id"]] : [] });

  test.each(["staged", "in-transaction"])(
    "killed when %s: nothing is visible, and the next run does it all",
    async (point) => {
      await killedSync(mode, point);
      await using cache = createDuckdbCache(file);
      await cache.open();
      expect(await readRows(cache, "users")).toEqual([]);
      expect(await cache.states("shop")).toEqual([]);
      const run = await beginStream(cache, plan);
      await run.stage(rows);
      await run.finalize({ complete: true, states: [streamState("users", 2)] });
      await run.finish();
      expect(await readRows(cache, "users")).toEqual(rows);
      await cache.close();
      expect(await readdir(folder)).toEqual(["data.duckdb"]);
    },
  );

  test("killed between the commit and the end of its staging: rows and state are in, once", async () => {
    await killedSync(mode, "committed");
    await using cache = createDuckdbCache(file);
    await cache.open();
    expect(await readRows(cache, "users")).toEqual(rows);
    expect(await cache.states("shop")).toEqual([streamState("users", 2)]);
    const run = await beginStream(cache, { ...plan, mode: mode === "replace" ? "append" : mode });
    await run.finalize({ complete: true });
    await run.finish();
    expect(await readRows(cache, "users")).toEqual(rows);
    await cache.close();
    expect(await readdir(folder)).toEqual(["data.duckdb"]);
  });
});

test("a replace that was killed halfway leaves no unfinished table", async () => {
  await killedSync("replace", "moved");
  await using cache = createDuckdbCache(file);
  await cache.open();
  expect(await readRows(cache, "users")).toEqual([]);
  const run = await beginStream(cache, planStream("users", { mode: "replace" }));
  const { rows: tables } = await cache.query("select table_name from duckdb_tables() where schema_name = 'shop'");
  expect(tables).toEqual([["users"]]);
  await run.stage(rows);
  await run.finalize({ complete: true });
  expect(await readRows(cache, "users")).toEqual(rows);
});

/** Runs the script until it kills itself; its lease is that of a process that is gone. */
async function killedSync(mode: WriteMode, point: string): Promise<void> {
  const child = spawn(process.execPath, [script, file, mode, point], { stdio: ["ignore", "inherit", "inherit"] });
  const [, signal] = await once(child, "exit");
  expect(signal).toBe("SIGKILL");
}

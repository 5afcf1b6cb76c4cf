import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCache, createDuckdbCache, type DuckdbCache } from "../src/index.ts";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-duckdb-"));
  file = join(folder, "data.duckdb");
});

afterEach(() => rm(folder, { recursive: true }));

describe("a cache by its URL", () => {
  test("is a file, relative to a folder, with templates for its tables", async () => {
    await using cache = createCache("duckdb:./data.duckdb?schema=main&table={connection}_{stream}", { folder });
    expect(cache.name).toBe("duckdb:./data.duckdb");
    await cache.open();
    await syncUsers(cache as DuckdbCache);
    expect(await cache.dataset({ connection: "shop", stream: { name: "users" } }).table()).toEqual({
      schema: "main",
      name: "shop_users",
    });
    expect(await readdir(folder)).toContain("data.duckdb");
  });

  test("says how much memory and how many threads DuckDB takes", async () => {
    await using cache = createCache("duckdb:./data.duckdb?memory_limit=77MB&threads=1", { folder }) as DuckdbCache;
    await cache.open();
    await syncUsers(cache);
    const { rows } = await cache.query(
      "select current_setting('memory_limit') as memory, current_setting('threads') as threads",
    );
    expect(rows).toEqual([["73.4 MiB", 1]]);
  });

  test.each([
    "duckdb:",
    "duckdb:?schema=x",
    "duckdb:./x.duckdb?colour=red",
    "duckdb:./x.duckdb?memory_limit=much",
    "duckdb:./x.duckdb?threads=0",
    "sqlite:./x",
  ])("%s is none", (url) => {
    expect(() => createCache(url)).toThrow(expect.objectContaining({ code: "CACHE_URL_INVALID" }));
  });
});

test("a cache in memory lives until it is closed", async () => {
  const cache = createDuckdbCache(":memory:");
  await cache.open();
  await syncUsers(cache);
  expect(await readRows(cache, "users")).toEqual([{ id: 1, name: "Ada" }]);
  await cache.close();
  await expect(cache.open({ access: "read" })).rejects.toMatchObject({ code: "NOT_IN_CACHE" });
});

test("an instance of the user's stays open", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const cache = createDuckdbCache({ instance });
  await cache.open();
  await syncUsers(cache);
  await cache.close();
  const connection = await instance.connect();
  const result = await connection.runAndReadAll("select name from shop.users");
  expect(result.getRows()).toEqual([["Ada"]]);
  connection.closeSync();
  instance.closeSync();
});

test("Kysely reads what was synced, next to a run", async () => {
  await using cache = createDuckdbCache(file);
  await cache.open();
  const run = await syncUsers(cache);
  await using database = cache.kysely<{ "shop.users": { id: number; name: string } }>();
  expect(await database.selectFrom("shop.users").select("name").where("id", "=", 1).execute()).toEqual([
    { name: "Ada" },
  ]);
  await run.finish();
});

test("another process can use the file while a run has nothing to write", async () => {
  await using cache = createDuckdbCache(file);
  await cache.open();
  const run = await syncUsers(cache);
  await run.stage([{ id: 2, name: "Bob" }]);
  const module = JSON.stringify(import.meta.resolve("../src/index.ts"));
  const script = `
    const { createDuckdbCache } = await import(${module});
    await using cache = createDuckdbCache(${JSON.stringify(file)});
    console.log((await cache.query("select count(*) from shop.users")).rows[0][0]);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(output.trim()).toBe("1");
  await run.finalize();
  expect(await readRows(cache, "users")).toHaveLength(2);
});

test("what is staged can be read by its owner only", async () => {
  await using cache = createDuckdbCache(file);
  await cache.open();
  const run = await syncUsers(cache);
  await run.stage([{ id: 2, name: "Bob" }]);
  const staging = join(folder, (await readdir(folder)).find((name) => name.endsWith(".airdock")) ?? "");
  expect((await stat(staging)).mode & 0o777).toBe(0o700);
  await run.finish();
  expect(await readdir(folder)).not.toContain("data.duckdb.airdock");
});

async function syncUsers(cache: DuckdbCache): ReturnType<typeof beginStream> {
  const run = await beginStream(cache, planStream("users"));
  await run.stage([{ id: 1, name: "Ada" }]);
  await run.finalize();
  return run;
}

import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCache, createSqliteCache, type SqliteCache } from "../src/index.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-sqlite-"));
  file = join(folder, "data.sqlite");
});

afterEach(() => rm(folder, { recursive: true }));

describe("a cache by its URL", () => {
  test("is a file, relative to a folder, with a template for its tables", async () => {
    await using cache = createCache("sqlite:./data.sqlite?table={stream}_of_{connection}", { folder });
    expect(cache.name).toBe("sqlite:./data.sqlite");
    await cache.open();
    await syncUsers(cache as SqliteCache);
    expect(await cache.dataset({ connection: "shop", stream: { name: "users" } }).table()).toEqual({
      name: "users_of_shop",
    });
    expect(await readdir(folder)).toContain("data.sqlite");
  });

  test.each(["sqlite:", "sqlite:?table=x", "sqlite:./x?colour=red", "sqlite:./x?schema=main", "duckdb:./x"])(
    "%s is none",
    (url) => {
      expect(() => createCache(url)).toThrow(expect.objectContaining({ code: "CACHE_URL_INVALID" }));
    },
  );
});

test("a cache in memory lives until it is closed", async () => {
  const cache = createSqliteCache(":memory:");
  expect(cache.supports.durable).toBe(false);
  await cache.open();
  await syncUsers(cache);
  expect(await readRows(cache, "users")).toEqual([{ id: 1, name: "Ada" }]);
  await cache.close();
  await expect(cache.open({ access: "read" })).rejects.toMatchObject({ code: "NOT_IN_CACHE" });
});

test("a database of the user's stays open, with the settings it has", async () => {
  const database = new Database(file);
  const cache = createSqliteCache({ instance: database });
  await cache.open();
  await syncUsers(cache);
  for await (const row of cache.dataset({ connection: "shop", stream: { name: "users" } }).rows()) {
    await cache.query(`insert into shop_users (id, name) values (2, 'beside ${row["name"]}')`, { write: true });
  }
  await cache.close();
  expect(database.prepare("select name from shop_users").pluck().all()).toEqual(["Ada", "beside Ada"]);
  expect(database.pragma("journal_mode", { simple: true })).toBe("delete");
  database.close();
});

test("a file is all that is left, and while nothing is written all that is needed", async () => {
  const cache = createSqliteCache(join(folder, "new", "data.sqlite"));
  await cache.open();
  const run = await syncUsers(cache);
  await run.finish();
  await cache.close();
  expect(await readdir(join(folder, "new"))).toEqual(["data.sqlite"]);
});

test("what is staged can be read by its owner only, and goes with the run", async () => {
  await using cache = createSqliteCache(file);
  await cache.open();
  const run = await syncUsers(cache);
  await run.stage([{ id: 2, name: "Bob" }]);
  const staging = `${file}.airdock`;
  expect((await stat(staging)).mode & 0o777).toBe(0o700);
  const [own = ""] = await readdir(staging);
  const [part = ""] = await readdir(join(staging, own));
  expect((await stat(join(staging, own, part))).mode & 0o777).toBe(0o600);
  await run.finish();
  expect(await readdir(folder)).not.toContain("data.sqlite.airdock");
});

test("a file that is removed while the cache is open is made anew, not written where nobody sees it", async () => {
  await using cache = createSqliteCache(file);
  await cache.open();
  for (const end of ["", "-wal", "-shm"]) await rm(`${file}${end}`, { force: true });
  await cache.open();
  await syncUsers(cache);
  const database = new Database(file);
  expect(database.prepare("select name from shop_users").pluck().all()).toEqual(["Ada"]);
  database.close();
});

async function syncUsers(cache: SqliteCache): ReturnType<typeof beginStream> {
  const run = await beginStream(cache, planStream("users"));
  await run.stage([{ id: 1, name: "Ada" }]);
  await run.finalize();
  return run;
}

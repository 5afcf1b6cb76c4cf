import { inspect } from "node:util";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import type { Cache } from "@airdock/core";
import { Pool } from "pg";
import { describe, expect, test } from "vitest";
import { createCache, createPostgresCache } from "../src/index.ts";
import { inDatabase } from "./in-database.ts";

describe("a cache by its URL", () => {
  inDatabase("has templates for its tables, and a name without user and password", async ({ url }) => {
    await using cache = createCache(`${url}?schema=public&table={connection}_{stream}&application_name=tests`);
    const { host, pathname } = new URL(url);
    expect(cache.name).toBe(`postgres://${host}${pathname}`);
    await cache.open();
    await syncUsers(cache);
    expect(await cache.dataset({ connection: "shop", stream: { name: "users" } }).table()).toEqual({
      schema: "public",
      name: "shop_users",
    });
  });

  test.each([
    "postgres:",
    "postgres:data",
    "postgres://u:hush@host:port/db",
    "postgres://u:hush@host/db?colour=red",
    "postgres://u:hu/sh@host/db",
    "sqlite:./hush",
  ])("%s is none, and nothing of it is repeated", (url) => {
    const error = thrownBy(() => createCache(url));
    expect(error).toMatchObject({ code: "CACHE_URL_INVALID" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/hush|hu\/sh/);
  });
});

describe("a server that does not let one in", () => {
  inDatabase.for([
    { what: "a wrong password", change: (url: URL) => (url.password = "hush"), says: /does not let the role in/ },
    { what: "a database that is not there", change: (url: URL) => (url.pathname = "/none"), says: /no such database/ },
    { what: "a port nobody listens at", change: (url: URL) => (url.port = "1"), says: /could not be reached/ },
    {
      what: "a host that is not known",
      change: (url: URL) => (url.hostname = "none.invalid"),
      says: /host .* is not known/,
    },
    { what: "no encryption", change: (url: URL) => (url.search = "?sslmode=require"), says: /No encrypted connection/ },
  ])("$what is said in words, without the password", async ({ change, says }, { url }) => {
    const wrong = new URL(url);
    const secret = decodeURIComponent(wrong.password);
    change(wrong);
    await using cache = createPostgresCache(wrong.href);
    const error = await cache.open().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "CACHE_UNAVAILABLE", message: expect.stringMatching(says) });
    expect((error as { hint?: string }).hint).toMatch(/\w/);
    const shown = inspect(error, { depth: 9, showHidden: true });
    for (const word of [secret, encodeURIComponent(secret), "hush"]) expect(shown).not.toContain(word);
  });
});

inDatabase("a pool of the user's is used as it is, and stays open", async ({ url }) => {
  const pool = new Pool({ connectionString: url, max: 1 });
  const cache = createPostgresCache({ pool });
  await cache.open();
  await syncUsers(cache);
  await using db = cache.kysely<{ "shop.users": { id: number; name: string } }>();
  expect(await db.selectFrom("shop.users").selectAll().select("id").executeTakeFirst()).toMatchObject({ id: 1 });
  await cache.close();
  const { rows } = await pool.query("select name, current_setting('lock_timeout') as patience from shop.users");
  expect(rows).toEqual([{ name: "Ada", patience: "0" }]);
  await pool.end();
});

inDatabase("nothing is kept in a connection from one transaction to the next, as behind a pooler", async ({ url }) => {
  const pool = new Pool({ connectionString: url, maxUses: 1 });
  pool.on("error", () => undefined);
  const cache = createPostgresCache({ pool });
  await cache.open();
  for (const plan of [
    planStream("users", { mode: "merge", primaryKey: [["id"]] }),
    planStream("users", { mode: "replace" }),
  ]) {
    const run = await beginStream(cache, plan);
    await run.stage([{ id: 1, name: "Ada" }]);
    await run.finalize();
    await run.stage([{ id: 2, name: "Bob" }]);
    await run.finalize({ complete: true });
    await run.finish();
    expect(await readRows(cache, "users")).toHaveLength(2);
  }
  await pool.end();
});

inDatabase("Kysely reads what was synced, next to a run, also as a stream", async ({ cache }) => {
  const run = await syncUsers(cache);
  await using db = cache.kysely<{ "shop.users": { id: number; name: string } }>();
  const names = db.selectFrom("shop.users").select("name");
  expect(await names.where("id", "=", 1).execute()).toEqual([{ name: "Ada" }]);
  expect(await Array.fromAsync(names.stream(2))).toEqual([{ name: "Ada" }]);
  await run.finish();
});

inDatabase("what is staged can be read by its owner only, and goes with the run", async ({ cache, folder }) => {
  const run = await syncUsers(cache);
  await run.stage([{ id: 2, name: "Bob" }]);
  const [staging = ""] = (await readdir(folder)).filter((name) => name.startsWith("airdock-run-"));
  expect((await stat(join(folder, staging))).mode & 0o777).toBe(0o700);
  await run.finish();
  expect(await readdir(folder)).toEqual([]);
});

inDatabase("a query that is given up ends in the server, too", async ({ cache }) => {
  const controller = new AbortController();
  const query = cache.query("select pg_sleep(60)", { signal: controller.signal });
  const sleeping =
    "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
  await expect
    .poll(async () => (await cache.query(sleeping, { write: true })).rows, { timeout: 20_000 })
    .toEqual([[1]]);
  const reason = new Error("enough");
  controller.abort(reason);
  await expect(query).rejects.toBe(reason);
  await expect
    .poll(async () => (await cache.query(sleeping, { write: true })).rows, { timeout: 20_000 })
    .toEqual([[0]]);
});

inDatabase("a query that is to write nothing cannot get around it", async ({ cache }) => {
  for (const sql of [
    "commit; create table public.sly (a int)",
    "copy (select 1) to '/tmp/sly'",
    "/* x */ copy (select 1) to program 'true'",
    "with gone as (delete from airdock.meta returning *) select * from gone",
  ])
    await expect(cache.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^QUERY_(WRITES|FAILED)$/) });
  expect((await cache.query("select to_regclass('public.sly'), (select count(*) from airdock.meta)")).rows).toEqual([
    [null, 1],
  ]);
});

async function syncUsers(cache: Cache): ReturnType<typeof beginStream> {
  const run = await beginStream(cache, planStream("users"));
  await run.stage([{ id: 1, name: "Ada" }]);
  await run.finalize();
  expect(await readRows(cache, "users")).toHaveLength(1);
  return run;
}

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

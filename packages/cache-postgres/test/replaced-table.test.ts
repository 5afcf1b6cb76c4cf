import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import type { JsonObject, StreamPlan } from "@airdock/core";
import { Client } from "pg";
import { expect } from "vitest";
import type { PostgresCache } from "../src/index.ts";
import { inDatabase } from "./in-database.ts";

const replaced = planStream("users", { mode: "replace" });
const ada = { id: 1, name: "Ada" };
const bob = { id: 2, name: "Bob" };

const hangers = [
  { what: "a view", sql: "create view shop.names as select name from shop.users", ask: "select name from shop.names" },
  { what: "a grant", sql: "grant select on shop.users to public", ask: grantees() },
  { what: "an index", sql: "create index own_index on shop.users (name)", ask: existing("pg_indexes", "indexname") },
  {
    what: "a comment",
    sql: "comment on table shop.users is 'mine'",
    ask: "select obj_description('shop.users'::regclass)",
  },
  {
    what: "a column",
    sql: "alter table shop.users add column own text default 'x'",
    ask: "select own from shop.users",
  },
  {
    what: "a function of its rows",
    sql: "create function shop.all_users() returns setof shop.users language sql as 'select * from shop.users'",
    ask: "select name from shop.all_users()",
  },
] as const;

inDatabase.for(hangers)("$what stays when the table is replaced", async ({ sql, ask }, { cache }) => {
  await load(cache, replaced, [ada]);
  await cache.query(sql, { write: true });
  await load(cache, replaced, [bob]);
  expect((await readRows(cache, "users")).map(({ id, name }) => ({ id, name }))).toEqual([bob]);
  // As its owner: what a locked query may see is less.
  expect((await cache.query(ask, { write: true })).rows).toHaveLength(1);
});

inDatabase("a table on which nothing hangs is another one after it was replaced", async ({ cache }) => {
  const identity = async (): Promise<unknown> => (await cache.query("select 'shop.users'::regclass::oid")).rows[0]?.[0];
  await load(cache, replaced, [ada]);
  const before = await identity();
  await load(cache, replaced, [bob]);
  expect(await identity()).not.toBe(before);
});

inDatabase("a view keeps the type of its column: what does not fit is declared", async ({ cache }) => {
  await load(cache, replaced, [ada]);
  await cache.query("create view shop.ids as select id from shop.users", { write: true });
  const texts = { type: "object", properties: { id: { type: "string" }, name: { type: "string" }, more: {} } };
  await load(cache, { ...replaced, jsonSchema: texts }, [{ id: "7", more: 1 }, { id: "seven" }]);
  const { rows } = await cache.query(
    `select id, more, _airbyte_meta -> 'changes' -> 0 ->> 'change' from shop.users order by id`,
  );
  expect(rows).toEqual([
    [7, 1, null],
    [null, null, "NULLED"],
  ]);
});

inDatabase(
  "somebody who does not stop reading sees the old rows; the new ones come all the same",
  async ({ cache, url }) => {
    await load(cache, replaced, [ada]);
    const reader = new Client({ connectionString: url });
    await reader.connect();
    await reader.query("begin isolation level repeatable read; select * from shop.users");
    await load(cache, replaced, [bob]);
    expect((await reader.query("select name from shop.users")).rows).toEqual([{ name: "Ada" }]);
    await reader.query("commit");
    expect((await reader.query("select name from shop.users")).rows).toEqual([{ name: "Bob" }]);
    await reader.end();
  },
);

async function load(cache: PostgresCache, plan: StreamPlan, rows: readonly JsonObject[]): Promise<void> {
  const run = await beginStream(cache, plan);
  await run.stage(rows);
  await run.finalize({ complete: true });
  await run.finish();
}

function existing(catalogue: string, name: string): string {
  return `select 1 from ${catalogue} where ${name} like 'own_%'`;
}

function grantees(): string {
  return "select 1 from information_schema.role_table_grants where table_schema = 'shop' and grantee = 'PUBLIC'";
}

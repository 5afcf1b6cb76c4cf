import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject, StreamPlan } from "@airdock/core";
import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSqliteCache, type SqliteCache } from "../src/index.ts";

let folder: string;
let cache: SqliteCache;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-sqlite-"));
  cache = createSqliteCache(join(folder, "data.sqlite"));
  await cache.open();
});

afterEach(async () => {
  await cache.close();
  await rm(folder, { recursive: true });
});

const text = { type: "string" };
const integer = { type: "integer" };

test("a column on which an index of the user's hangs keeps its type", async () => {
  await syncRows(planOf(integer), [{ value: 7 }]);
  await cache.query("create index mine on shop_things (value)", { write: true });
  await syncRows(planOf(text), [{ value: "8" }]);
  expect(await readRows(cache, "things")).toEqual([{ value: 7 }, { value: 8 }]);
});

test("a column that is widened loses no row, and keeps a column of the user's own", async () => {
  const rows = Array.from({ length: 3000 }, (_, value) => ({ value }));
  await syncRows(planOf(integer), rows);
  await cache.query("alter table shop_things add column note text default 'mine'", { write: true });
  await syncRows(planOf(text), []);
  const { rows: found } = await cache.query(
    "select count(*), count(distinct value), min(typeof(value)), min(note) from shop_things",
  );
  expect(found).toEqual([[3000, 3000, "text", "mine"]]);
});

test("a generated column of the user's outlives a replaced table", async () => {
  const plan: StreamPlan = { ...planOf(integer), mode: "replace" };
  await syncRows(plan, [{ value: 1 }]);
  await cache.query("alter table shop_things add column twice integer generated always as (value * 2) virtual", {
    write: true,
  });
  await syncRows(plan, [{ value: 2 }, { value: 3, more: "x" }]);
  const { rows } = await cache.query("select value, twice, more from shop_things order by value");
  expect(rows).toEqual([
    [2, 4, null],
    [3, 6, "x"],
  ]);
});

test("an error names what refuses rows, and the way out", async () => {
  await syncRows(planOf(integer), [{ value: 1 }]);
  const trigger = "create trigger mine before insert on shop_things begin select raise(abort, 'not today'); end";
  await cache.query(trigger, { write: true });
  await expect(syncRows(planOf(integer), [{ value: 2 }])).rejects.toMatchObject({
    code: "TABLE_CONSTRAINED",
    message: expect.stringContaining("a trigger, which says: not today") as string,
    hint: expect.stringContaining("Drop it") as string,
  });
});

test("views, indexes and triggers of the user's outlive a replaced table", async () => {
  const plan: StreamPlan = { ...planOf(integer), mode: "replace" };
  await syncRows(plan, [{ value: 1 }]);
  await cache.query("create view seen as select value from shop_things", { write: true });
  await cache.query("create index mine on shop_things (value)", { write: true });
  await cache.query("create table log (value)", { write: true });
  await cache.query("create trigger watch after update on shop_things begin insert into log values (new.value); end", {
    write: true,
  });
  await syncRows(plan, [{ value: 2 }]);
  await cache.query("update shop_things set value = 3", { write: true });
  expect((await cache.query("select value from seen")).rows).toEqual([[3]]);
  expect((await cache.query("select value from log")).rows).toEqual([[3]]);
  const { rows } = await cache.query(
    "select name from sqlite_schema where tbl_name = 'shop_things' and type = 'index'",
  );
  expect(rows).toEqual([["mine"]]);
});

test("an index on a column of the user's own goes with that when the table is replaced", async () => {
  const plan: StreamPlan = { ...planOf(integer), mode: "replace" };
  await syncRows(plan, [{ value: 1 }]);
  await cache.query("alter table shop_things add column note text", { write: true });
  await cache.query("create index mine on shop_things (note)", { write: true });
  await cache.query("create index theirs on shop_things (value)", { write: true });
  await syncRows(plan, [{ value: 2 }]);
  expect(await readRows(cache, "things")).toEqual([{ value: 2 }]);
  const { rows } = await cache.query("select name from sqlite_schema where type = 'index' and name like '%s'");
  expect(rows).toEqual([["theirs"]]);
});

test.each(["append", "merge", "replace"] as const)(
  "rows of the user's that refer to an %s table stay",
  async (mode) => {
    const plan = planStream("things", { mode, primaryKey: mode === "merge" ? [["id"]] : [], jsonSchema: {} });
    await syncRows(plan, [{ id: 1 }, { id: 2 }]);
    const write = { write: true } as const;
    await cache.query("create table mine (thing references shop_things (id) on delete cascade)", write);
    await cache.query("create unique index key on shop_things (id)", write);
    await cache.query("insert into mine values (1), (2)", write);
    await cache.query("drop index key", write);
    await syncRows(plan, [{ id: 2 }]);
    await syncRows(plan, [{ id: 3 }]);
    expect((await cache.query("select thing from mine order by thing")).rows).toEqual([[1], [2]]);
    // Only the cache looks past them.
    await expect(cache.query("insert into mine values (7)", write)).rejects.toMatchObject({ code: "QUERY_FAILED" });
  },
);

test.each([[["id"]], [["nested", "id"]]])("the widest table is merged, by %j too", async (key) => {
  const names = Array.from({ length: 2100 }, (_, index) => `column_${index}`);
  const properties = {
    id: integer,
    nested: { type: "object" },
    ...Object.fromEntries(names.map((name) => [name, text])),
  };
  const plan = planStream("things", { mode: "merge", primaryKey: [key], jsonSchema: { type: "object", properties } });
  for (const value of ["old", "new"]) {
    const row = { id: 1, nested: { id: 1 }, ...Object.fromEntries(names.map((name) => [name, value])) };
    await syncRows(plan, [row]);
  }
  const [row, ...others] = await readRows(cache, "things");
  expect([others, row?.["column_0"], row?.["_airdock_extra"]]).toMatchObject([[], "new", { column_2099: "new" }]);
});

test("a view that is broken is nobody's hindrance", async () => {
  await cache.query("create view broken as select * from no_such_table", { write: true });
  await syncRows(planOf(integer), [{ value: 1 }]);
  expect(await readRows(cache, "things")).toEqual([{ value: 1 }]);
});

test("properties called like SQLite's row numbers do not take rows along with them", async () => {
  const properties = { id: integer, _rowid_: text, rowid: text, oid: text };
  const plan = planStream("things", {
    mode: "merge",
    primaryKey: [["id"]],
    jsonSchema: { type: "object", properties },
  });
  const row = (id: number) => ({ id, _rowid_: "same", rowid: "same", oid: "same" });
  await syncRows(plan, [row(1), row(2), row(3)]);
  await syncRows(plan, [row(1)]);
  const rows = await readRows(cache, "things");
  expect(rows.map(({ id }) => id).toSorted()).toEqual([1, 2, 3]);
});

test("a row that takes the place of another takes its row number too", async () => {
  const plan = planStream("things", { mode: "merge", primaryKey: [["id"]] });
  await syncRows(plan, [{ id: 1 }, { id: 2 }, { id: 3 }]);
  await syncRows(plan, [{ id: 2, name: "new" }, { id: 4 }]);
  const { rows } = await cache.query("select _rowid_, id, name from shop_things order by 1");
  expect(rows).toEqual([
    [1, 1, null],
    [2, 2, "new"],
    [3, 3, null],
    [4, 4, null],
  ]);
});

function planOf(value: JsonObject): StreamPlan {
  return planStream("things", { jsonSchema: { type: "object", properties: { value } } });
}

async function syncRows(plan: StreamPlan, rows: readonly JsonObject[]): Promise<void> {
  const run = await beginStream(cache, plan);
  if (rows.length > 0) await run.stage(rows);
  await run.finalize({ complete: true });
  await run.finish();
}

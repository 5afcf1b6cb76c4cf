import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestSource } from "@airdock/core/testing";
import { sync } from "@airdock/core";
import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSqliteCache, type SqliteCache } from "../src/index.ts";

interface Tables {
  test_things: { id: number | bigint; on: boolean | null; tags: unknown; ratio: number | null; at: string | null };
  notes: { text: string };
}

let folder: string;
let cache: SqliteCache;
let db: Kysely<Tables>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-sqlite-"));
  cache = createSqliteCache(join(folder, "data.sqlite"));
  db = cache.kysely<Tables>();
});

afterEach(async () => {
  await db.destroy();
  await cache.close();
  await rm(folder, { recursive: true });
});

const properties = {
  id: { type: "integer" },
  on: { type: "boolean" },
  tags: { type: ["null", "array", "string"] },
  ratio: { type: "number" },
  at: { type: "string", format: "date-time" },
};

async function syncThings(): Promise<void> {
  const records = [
    { id: 1, on: true, tags: ["x", { y: null }], ratio: 5, at: "2024-02-15T10:30:00+02:00" },
    { id: 2, on: false, tags: "7", ratio: 0.1, at: null },
  ];
  await sync({
    source: createTestSource({ things: { records, jsonSchema: { type: "object", properties } } }),
    cache,
    connection: "test",
  });
}

test("columns of streams come in the types of `rows()`, through views and under other names too", async () => {
  await syncThings();
  await sql`create view seen as select id, "on" as lit, tags from test_things`.execute(db);
  const rows = await db.selectFrom("test_things").select(["id", "on", "tags", "ratio", "at"]).orderBy("id").execute();
  expect(rows).toEqual([
    { id: 1, on: true, tags: ["x", { y: null }], ratio: 5, at: "2024-02-15T08:30:00.000000Z" },
    { id: 2, on: false, tags: "7", ratio: 0.1, at: null },
  ]);
  const { rows: seen } = await sql<object>`select lit, tags, count(*) over () as n from seen order by id`.execute(db);
  expect(seen).toEqual([
    { lit: true, tags: ["x", { y: null }], n: 2 },
    { lit: false, tags: "7", n: 2 },
  ]);
  expect((await cache.query('select "on", tags from test_things order by id')).rows).toEqual([
    [true, ["x", { y: null }]],
    [false, "7"],
  ]);
});

test("integers beyond a double are bigints, there and back", async () => {
  await db.schema.createTable("numbers").addColumn("n", "integer").execute();
  await sql`insert into numbers values (${9007199254740993n}), (${7}), (${0.5})`.execute(db);
  const { rows } = await sql<{ n: unknown }>`select n from numbers`.execute(db);
  expect(rows.map(({ n }) => n)).toEqual([9007199254740993n, 7, 0.5]);
});

test("a transaction is kept or undone as a whole, and so is what follows a savepoint", async () => {
  await db.schema.createTable("notes").addColumn("text", "text").execute();
  const failing = db.transaction().execute(async (transaction) => {
    await transaction.insertInto("notes").values({ text: "undone" }).execute();
    throw new Error("enough");
  });
  await expect(failing).rejects.toThrow("enough");
  const transaction = await db.startTransaction().execute();
  await transaction.insertInto("notes").values({ text: "kept" }).execute();
  const further = await transaction.savepoint("here").execute();
  await further.insertInto("notes").values({ text: "undone" }).execute();
  await (await further.rollbackToSavepoint("here").execute()).commit().execute();
  expect(await db.selectFrom("notes").select("text").execute()).toEqual([{ text: "kept" }]);
});

test("rows stream while others are written, as they were at the beginning", async () => {
  await db.schema.createTable("notes").addColumn("text", "text").execute();
  await sql`insert into notes with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) select i from n`.execute(
    db,
  );
  let seen = 0;
  for await (const _ of db.selectFrom("notes").select("text").stream(100)) {
    seen += 1;
    if (seen === 10) await db.insertInto("notes").values({ text: "new" }).execute();
  }
  expect(seen).toBe(5000);
});

test("a long query holds nothing up, and ends when it is given up", async () => {
  await cache.open();
  const controller = new AbortController();
  const reason = new Error("enough");
  const endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n";
  const query = cache.query(endless, { signal: controller.signal });
  expect((await cache.query("select 1")).rows).toEqual([[1]]);
  controller.abort(reason);
  await expect(query).rejects.toBe(reason);
});

test.each([
  "attach 'other.sqlite' as other",
  "vacuum into 'copy.sqlite'",
  "pragma query_only = 0",
  "  -- a comment\n begin",
  "delete from airdock_meta",
])("a query that only reads refuses: %s", async (statement) => {
  await cache.open();
  await expect(cache.query(statement)).rejects.toMatchObject({ code: "QUERY_WRITES" });
  expect((await cache.query("pragma table_info(airdock_meta)")).rows).toHaveLength(2);
});

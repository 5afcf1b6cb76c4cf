import { type RawBuilder, sql } from "kysely";
import { expect, test } from "vitest";
import { openKysely } from "./kysely-database.ts";

interface Tables {
  item: { id: number; name: string | null; data: { a: { b: number[] }; $x: string; "/y": string; "q\"\\'": number } };
}

async function openItems(): ReturnType<typeof openKysely<Tables>> {
  const database = await openKysely<Tables>();
  const { db } = database;
  await db.schema
    .createTable("item")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("name", "varchar", (column) => column.defaultTo("none"))
    .addColumn("data", "json")
    .execute();
  const data = JSON.stringify({ a: { b: [7, 8, 9] }, $x: "dollar", "/y": "slash", "q\"\\'": 5 });
  await sql`insert into item values (1, 'one', ${data}), (2, 'two', null)`.execute(db);
  return database;
}

test("insert or ignore, insert or replace, on conflict", async () => {
  await using database = await openItems();
  const { db } = database;
  await db.insertInto("item").orIgnore().values(sqlRow(1, "ignored")).execute();
  await db.insertInto("item").orReplace().values(sqlRow(2, "replaced")).execute();
  await db.replaceInto("item").values(sqlRow(3, "replaced too")).execute();
  await db
    .insertInto("item")
    .values(sqlRow(1, "updated"))
    .onConflict((conflict) => conflict.column("id").doUpdateSet((eb) => ({ name: eb.ref("excluded.name") })))
    .execute();
  await db
    .insertInto("item")
    .values(sqlRow(2, "nothing"))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  expect(await db.selectFrom("item").select(["id", "name"]).orderBy("id").execute()).toEqual([
    { id: 1, name: "updated" },
    { id: 2, name: "replaced" },
    { id: 3, name: "replaced too" },
  ]);
});

test("limit, offset, fetch, distinct on, defaults, explain", async () => {
  await using database = await openItems();
  const { db } = database;
  const ordered = db.selectFrom("item").select("id").orderBy("id");
  expect(await ordered.limit(1).offset(1).execute()).toEqual([{ id: 2 }]);
  expect(await ordered.offset(1).execute()).toEqual([{ id: 2 }]);
  expect(await ordered.fetch(1).execute()).toEqual([{ id: 1 }]);
  expect(await db.selectFrom("item").distinctOn("id").select("id").orderBy("id").execute()).toHaveLength(2);
  await db
    .insertInto("item")
    .values([sqlRow(8, "named"), { id: 9, name: sql`default`, data: sql`null` }])
    .execute();
  expect(await db.selectFrom("item").select("name").where("id", "=", 9).execute()).toEqual([{ name: "none" }]);
  expect(await ordered.explain("json", sql`analyze`)).toHaveLength(1);
});

test("paths into JSON, with whatever keys and whatever stands around them", async () => {
  await using database = await openItems();
  const { db } = database;
  const row = await db
    .selectFrom("item")
    .select((eb) => [
      eb.ref("data", "->").key("a").key("b").at(0).as("first"),
      eb.ref("data", "->").key("a").key("b").at(-1).as("last"),
      eb.ref("data", "->$").key("a").key("b").at("last").as("lastByPath"),
      eb.ref("data", "->>").key("$x").as("dollar"),
      eb.ref("data", "->>").key("/y").as("slash"),
      eb.ref("data", "->").key("q\"\\'").as("quotes"),
    ])
    .where((eb) => eb.not(eb(eb.ref("data", "->>").key("$x"), "=", "something else")))
    .executeTakeFirst();
  expect(row).toEqual({ first: 7, last: 9, lastByPath: 9, dollar: "dollar", slash: "slash", quotes: 5 });
});

test("merge", async () => {
  await using database = await openItems();
  const { db } = database;
  const merged = await db
    .mergeInto("item")
    .using(sql<{ id: number }>`(values (2), (5))`.as<"source">(sql`source(id)`), "source.id", "item.id")
    .whenMatched()
    .thenUpdateSet({ name: "matched" })
    .whenNotMatched()
    .thenInsertValues({ id: 5, name: "new", data: sql`null` })
    .executeTakeFirst();
  expect(merged.numChangedRows).toBe(2n);
});

test("names that need quotes are quoted", async () => {
  const name = "Select \"the\" 'ünï' 表 $1 ?";
  await using database = await openKysely<Record<string, Record<string, unknown>>>();
  const { db } = database;
  await db.schema.createSchema(name).execute();
  await db.schema.withSchema(name).createTable(name).addColumn(name, "integer").execute();
  await db.schema.withSchema(name).alterTable(name).addColumn("order", "integer").execute();
  await db
    .withSchema(name)
    .insertInto(name)
    .values({ [name]: 1, order: 2 })
    .execute();
  expect(await db.withSchema(name).selectFrom(name).selectAll().execute()).toEqual([{ [name]: 1, order: 2 }]);
  const tables = await db.introspection.getTables();
  expect(tables.map((table) => [table.schema, table.name, table.columns.map((column) => column.name)])).toEqual([
    [name, name, [name, "order"]],
  ]);
});

test("auto-increment is refused with the way to have it", async () => {
  await using database = await openItems();
  const create = database.db.schema.createTable("made").addColumn("id", "integer", (column) => column.autoIncrement());
  expect(() => create.compile()).toThrow(expect.objectContaining({ hint: expect.stringContaining("nextval") }));
});

function sqlRow(id: number, name: string): { id: number; name: string; data: RawBuilder<never> } {
  return { id, name, data: sql<never>`null` };
}

import { sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { expect, test } from "vitest";
import { openKysely } from "./kysely-database.ts";

test("schemas, tables, views and columns", async () => {
  await using database = await openKysely();
  const { db } = database;
  await sql`create schema other; create sequence ids;
    create table other.things (id bigint default nextval('ids'), name varchar not null, made timestamptz default now(), j json);
    comment on column other.things.name is 'what it is called';
    create view seen as select name, 1::decimal(10, 2) as price from other.things;
    create temp table gone (x integer)`.execute(db);
  expect(await db.introspection.getSchemas()).toEqual([{ name: "main" }, { name: "other" }]);
  const column = { isNullable: true, hasDefaultValue: false, isAutoIncrementing: false };
  expect(await db.introspection.getTables()).toEqual([
    {
      schema: "main",
      name: "seen",
      isView: true,
      isForeign: false,
      columns: [
        { ...column, name: "name", dataType: "VARCHAR" },
        { ...column, name: "price", dataType: "DECIMAL(10,2)" },
      ],
    },
    {
      schema: "other",
      name: "things",
      isView: false,
      isForeign: false,
      columns: [
        { ...column, name: "id", dataType: "BIGINT", hasDefaultValue: true, isAutoIncrementing: true },
        { ...column, name: "name", dataType: "VARCHAR", isNullable: false, comment: "what it is called" },
        { ...column, name: "made", dataType: "TIMESTAMP WITH TIME ZONE", hasDefaultValue: true },
        { ...column, name: "j", dataType: "JSON" },
      ],
    },
  ]);
});

/** Takes a few turns, so that two at a time would meet. */
const createItem: Migration = {
  up: async (db) => {
    for (const column of ["a", "b", "c", "d"]) await sql`select ${column}`.execute(db);
    await db.schema.createTable("item").addColumn("id", "integer").execute();
  },
};

test("migrations run once, however many migrators start", async () => {
  await using database = await openKysely();
  const { db } = database;
  const provider = { getMigrations: async () => ({ "1-item": createItem }) };
  const results = await Promise.all([1, 2, 3].map(() => new Migrator({ db, provider }).migrateToLatest()));
  expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
  expect(results.map(({ results: done }) => done?.length).sort()).toEqual([0, 0, 1]);
  expect((await db.introspection.getTables()).map(({ name }) => name)).toEqual(["item"]);
  expect(await db.introspection.getTables({ withInternalKyselyTables: true })).toHaveLength(3);
});

test("a migration that fails takes those before it with it", async () => {
  await using database = await openKysely();
  const { db } = database;
  const fails: Migration = { up: async () => await Promise.reject(new Error("does not work")) };
  const provider = { getMigrations: async () => ({ "1-item": createItem, "2-fails": fails }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(error).toMatchObject({ message: "does not work" });
  expect(await db.introspection.getTables()).toEqual([]);
});

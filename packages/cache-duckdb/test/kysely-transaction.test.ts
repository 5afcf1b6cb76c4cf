import { sql } from "kysely";
import { expect, test } from "vitest";
import { openKysely } from "./kysely-database.ts";

interface Tables {
  item: { id: number; name: string | null };
}

async function openItems(options: Parameters<typeof openKysely>[0] = {}): ReturnType<typeof openKysely<Tables>> {
  const database = await openKysely<Tables>(options);
  const connection = await database.instance.connect();
  await connection.run("create table item (id integer primary key, name varchar)");
  connection.closeSync();
  return database;
}

test("commits, and says how many rows changed", async () => {
  await using database = await openItems();
  const { db } = database;
  await db.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto("item")
      .values([
        { id: 1, name: "a" },
        { id: 2, name: "b" },
      ])
      .execute();
    expect(inserted[0]?.numInsertedOrUpdatedRows).toBe(2n);
    const updated = await transaction.updateTable("item").set({ name: "c" }).where("id", ">", 1).execute();
    expect(updated[0]?.numUpdatedRows).toBe(1n);
  });
  expect(await db.selectFrom("item").selectAll().orderBy("id").execute()).toEqual([
    { id: 1, name: "a" },
    { id: 2, name: "c" },
  ]);
  expect((await db.deleteFrom("item").executeTakeFirst()).numDeletedRows).toBe(2n);
});

test("returning gives the rows", async () => {
  await using database = await openItems();
  const { db } = database;
  expect(await db.insertInto("item").values({ id: 1, name: null }).returningAll().execute()).toEqual([
    { id: 1, name: null },
  ]);
  expect(await db.updateTable("item").set({ name: "x" }).returning("name").execute()).toEqual([{ name: "x" }]);
  expect(await db.deleteFrom("item").returning("id").execute()).toEqual([{ id: 1 }]);
});

test("rolls back rows and tables when the work fails", async () => {
  await using database = await openItems();
  const { db } = database;
  const work = db.transaction().execute(async (transaction) => {
    await transaction.insertInto("item").values({ id: 1, name: "a" }).execute();
    await transaction.schema.createTable("made").addColumn("id", "integer").execute();
    await transaction.schema.alterTable("item").renameTo("renamed").execute();
    throw new Error("not after all");
  });
  await expect(work).rejects.toThrow("not after all");
  expect(await db.selectFrom("item").selectAll().execute()).toEqual([]);
  expect((await db.introspection.getTables()).map(({ name }) => name)).toEqual(["item"]);
});

test("a transaction with a failed statement in it cannot seem committed", async () => {
  await using database = await openItems();
  const { db } = database;
  const work = db.transaction().execute(async (transaction) => {
    await transaction.insertInto("item").values({ id: 1, name: "a" }).execute();
    await transaction
      .insertInto("item")
      .values({ id: 1, name: "again" })
      .execute()
      .catch(() => undefined);
  });
  await expect(work).rejects.toMatchObject({ code: "CACHE_FAILED" });
  expect(await db.selectFrom("item").selectAll().execute()).toEqual([]);
});

test("a failed statement that spoils nothing lets the transaction commit", async () => {
  await using database = await openItems();
  const { db } = database;
  await db.transaction().execute(async (transaction) => {
    await transaction.insertInto("item").values({ id: 1, name: "a" }).execute();
    await sql`select * from nowhere`.execute(transaction).catch(() => undefined);
  });
  expect(await db.selectFrom("item").select("id").execute()).toEqual([{ id: 1 }]);
});

test("of two transactions on one row the second fails with DuckDB's words", async () => {
  await using database = await openItems();
  const { db } = database;
  await db.insertInto("item").values({ id: 1, name: "a" }).execute();
  const first = await db.startTransaction().execute();
  const second = await db.startTransaction().execute();
  await first.updateTable("item").set({ name: "first" }).execute();
  await expect(second.updateTable("item").set({ name: "second" }).execute()).rejects.toThrow(/conflict/i);
  await first.commit().execute();
  await second.rollback().execute();
  expect(await db.selectFrom("item").select("name").execute()).toEqual([{ name: "first" }]);
});

test("a commit that fails leaves nothing, and its error is the one that comes out", async () => {
  await using database = await openItems();
  const { db } = database;
  const other = await db.startTransaction().execute();
  await other.insertInto("item").values({ id: 1, name: "other" }).execute();
  const work = db.transaction().execute(async (transaction) => {
    await transaction.insertInto("item").values({ id: 1, name: "late" }).execute();
    await other.commit().execute();
  });
  await expect(work).rejects.toThrow(/constraint|conflict/i);
  expect(await db.selectFrom("item").select("name").execute()).toEqual([{ name: "other" }]);
});

test("a read-only transaction writes nothing", async () => {
  await using database = await openItems();
  const work = database.db
    .transaction()
    .setAccessMode("read only")
    .execute((transaction) => transaction.insertInto("item").values({ id: 1, name: "a" }).execute());
  await expect(work).rejects.toThrow("read-only mode");
});

test("what DuckDB does not have is refused in words", async () => {
  await using database = await openItems();
  const { db } = database;
  const serializable = db.transaction().setIsolationLevel("serializable");
  await expect(serializable.execute(async () => undefined)).rejects.toMatchObject({ code: "QUERY_FAILED" });
  await db
    .transaction()
    .setIsolationLevel("snapshot")
    .execute(async () => undefined);
  const transaction = await db.startTransaction().execute();
  await expect(transaction.savepoint("here").execute()).rejects.toThrow("DuckDB has no savepoints");
  await transaction.rollback().execute();
});

test.each(["drop table item", "insert into item values (1, 'a')", "commit; drop table item", "rollback"])(
  "a read-only dialect refuses: %s",
  async (statement) => {
    await using database = await openItems({ access: "read" });
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(/read-only/);
    expect(await database.db.selectFrom("item").selectAll().execute()).toEqual([]);
  },
);

test("a read-only dialect reads: transactions, several statements, a pivot", async () => {
  await using database = await openItems({ access: "read" });
  const { db } = database;
  expect(await db.transaction().execute((transaction) => transaction.selectFrom("item").selectAll().execute())).toEqual(
    [],
  );
  await expect(
    db.transaction().execute(async () => {
      throw new Error("mine");
    }),
  ).rejects.toThrow("mine");
  expect((await sql`select 1; select 2 as two`.execute(db)).rows).toEqual([{ two: 2 }]);
  const pivot = sql`pivot (select i % 2 as half from range(10) t(i)) on half using count(*)`;
  expect((await pivot.execute(db)).rows).toEqual([{ "0": 5, "1": 5 }]);
});

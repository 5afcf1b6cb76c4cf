import { DuckDBInstance } from "@duckdb/node-api";
import { Kysely, sql } from "kysely";
import { expect, test } from "vitest";
import { DuckdbDialect } from "../src/kysely/index.ts";
import { connectDuckdb } from "../src/session/duckdb-session.ts";
import { openKysely } from "./kysely-database.ts";

test("queries run side by side, and more than there are connections wait", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  let open = 0;
  let most = 0;
  const openSession = async (): ReturnType<typeof connectDuckdb> => {
    const session = await connectDuckdb(instance);
    most = Math.max(most, ++open);
    return {
      ...session,
      close: async () => {
        open -= 1;
        await session.close();
      },
    };
  };
  const db = new Kysely<unknown>({ dialect: new DuckdbDialect({ openSession, maxConnections: 3 }) });
  const answers = await Promise.all(
    Array.from(
      { length: 30 },
      async (_, index) => (await sql<{ n: number }>`select ${index} as n`.execute(db)).rows[0]?.n,
    ),
  );
  expect(answers).toEqual(Array.from({ length: 30 }, (_, index) => index));
  expect([open, most]).toEqual([0, 3]);
  await db.destroy();
  instance.closeSync();
});

test("a transaction keeps its connection, others do not see into it", async () => {
  await using database = await openKysely<{ item: { id: number } }>();
  const { db } = database;
  await db.schema.createTable("item").addColumn("id", "integer").execute();
  const transaction = await db.startTransaction().execute();
  await transaction.insertInto("item").values({ id: 1 }).execute();
  expect(await db.selectFrom("item").selectAll().execute()).toEqual([]);
  expect(await transaction.selectFrom("item").selectAll().execute()).toEqual([{ id: 1 }]);
  await transaction.commit().execute();
  expect(await db.selectFrom("item").selectAll().execute()).toEqual([{ id: 1 }]);
});

test("a connection given back inside a transaction is for nobody else", async () => {
  await using database = await openKysely({ maxConnections: 1 });
  const { db } = database;
  await sql`create table item (id integer)`.execute(db);
  await sql`begin`.execute(db);
  await sql`insert into item values (1)`.execute(db);
  const other = await database.instance.connect();
  expect(await (await other.run("select id from item")).getRows()).toEqual([[1]]);
});

test("the user's instance outlives the dialect", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const db = new Kysely<unknown>({ dialect: new DuckdbDialect({ instance }) });
  await sql`select 1`.execute(db);
  await db.destroy();
  const connection = await instance.connect();
  expect(await (await connection.run("select 1")).getRows()).toEqual([[1]]);
  instance.closeSync();
});

test("a session is opened for each use, and closed after it", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  let open = 0;
  let opened = 0;
  const openSession = async (): ReturnType<typeof connectDuckdb> => {
    const session = await connectDuckdb(instance);
    open += 1;
    opened += 1;
    return {
      ...session,
      close: async () => {
        open -= 1;
        await session.close();
      },
    };
  };
  const db = new Kysely<unknown>({ dialect: new DuckdbDialect({ openSession }) });
  await db.connection().execute(async (connection) => {
    await sql`select 1`.execute(connection);
    await sql`select 2`.execute(connection);
    expect([open, opened]).toEqual([1, 1]);
  });
  await sql`select 3`.execute(db);
  expect([open, opened]).toEqual([0, 2]);
  await db.destroy();
  instance.closeSync();
});

test("a session that cannot be opened rejects the query, and the next one tries again", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  let failures = 1;
  const openSession = async (): ReturnType<typeof connectDuckdb> => {
    if (failures-- > 0) throw new Error("held by somebody");
    return await connectDuckdb(instance);
  };
  const db = new Kysely<unknown>({ dialect: new DuckdbDialect({ openSession, maxConnections: 1 }) });
  await expect(sql`select 1`.execute(db)).rejects.toThrow("held by somebody");
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  await db.destroy();
  instance.closeSync();
});

test("a query can be cancelled", async () => {
  await using database = await openKysely<{ slow: { n: number } }>({ maxConnections: 1 });
  const { db } = database;
  await sql`create view slow as select a.range + b.range as n from range(1000000) a, range(1000000) b`.execute(db);
  const controller = new AbortController();
  const query = db
    .selectFrom("slow")
    .select(({ fn }) => fn.max("n").as("most"))
    .execute({ signal: controller.signal, inflightQueryAbortStrategy: "cancel query" });
  controller.abort(new Error("enough"));
  await expect(query).rejects.toThrow("enough");
  // The one connection is free again only when the query has really stopped.
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

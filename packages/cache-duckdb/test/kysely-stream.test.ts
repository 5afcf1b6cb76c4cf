import { sql } from "kysely";
import { expect, test } from "vitest";
import { openKysely } from "./kysely-database.ts";

interface Tables {
  numbers: { n: number };
}

const rowCount = 300_000;

async function openNumbers(options: Parameters<typeof openKysely>[0] = {}): ReturnType<typeof openKysely<Tables>> {
  const database = await openKysely<Tables>(options);
  const connection = await database.instance.connect();
  await connection.run(`create table numbers as select range::integer as n from range(${rowCount})`);
  connection.closeSync();
  return database;
}

test("streams every row once, in order", async () => {
  await using database = await openNumbers();
  let expected = 0;
  for await (const { n } of database.db.selectFrom("numbers").select("n").orderBy("n").stream()) {
    expect(n).toBe(expected);
    expected += 1;
  }
  expect(expected).toBe(rowCount);
});

test("streams what a statement returns", async () => {
  await using database = await openNumbers();
  const deleted = database.db.deleteFrom("numbers").where("n", "<", 5000).returning("n").stream();
  expect((await Array.fromAsync(deleted)).map(({ n }) => n).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 5000 }, (_, index) => index),
  );
});

test("holds a few chunks of a long result, not the result", async () => {
  await using database = await openKysely();
  // 800 MB of text, if anything kept it.
  const query = sql<{ text: string }>`select repeat('x', 1000) || i as text from range(800000) t(i)`.compile(
    database.db,
  );
  let count = 0;
  const before = process.memoryUsage().rss;
  let most = before;
  const rows = database.db.getExecutor().stream<{ text: string }>(query, 1);
  for await (const chunk of rows) {
    count += chunk.rows.length;
    most = Math.max(most, process.memoryUsage().rss);
  }
  expect(count).toBe(800_000);
  expect(most - before).toBeLessThan(400 * 2 ** 20);
});

const breaking = sql<{ n: number }>`
  select n, case when n = 200000 then error('no such number') end as checked from numbers`;

test.each(["write", "read"] as const)(
  "a result that breaks off midway rejects with DuckDB's reason: %s",
  async (access) => {
    await using database = await openNumbers({ access });
    const { db } = database;
    const reading = Array.fromAsync(db.getExecutor().stream(breaking.compile(db), 1));
    await expect(reading).rejects.toMatchObject({
      code: "QUERY_FAILED",
      cause: { message: expect.stringContaining("no such number") },
    });
    expect(await db.selectFrom("numbers").select("n").where("n", "=", 7).execute()).toEqual([{ n: 7 }]);
  },
);

test("a result that breaks off in a transaction spoils it, and says so", async () => {
  await using database = await openNumbers();
  const work = database.db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("numbers").where("n", "=", 1).execute();
    await Array.fromAsync(transaction.getExecutor().stream(breaking.compile(transaction), 1)).catch(() => undefined);
  });
  await expect(work).rejects.toMatchObject({ code: "CACHE_FAILED" });
  expect(await database.db.selectFrom("numbers").select("n").where("n", "=", 1).execute()).toEqual([{ n: 1 }]);
});

test("a stream left early leaves the connection fit for use", async () => {
  await using database = await openNumbers({ maxConnections: 1 });
  for await (const { n } of database.db.selectFrom("numbers").select("n").stream()) {
    if (n === 10) break;
  }
  expect(await database.db.selectFrom("numbers").select("n").where("n", "=", 7).execute()).toEqual([{ n: 7 }]);
});

test.each(["write", "read"] as const)("a stream left early leaves the transaction as it was: %s", async (access) => {
  await using database = await openNumbers({ access });
  await database.db.transaction().execute(async (transaction) => {
    for await (const { n } of transaction.selectFrom("numbers").select("n").stream()) {
      if (n === 10) break;
    }
    if (access === "write") await transaction.insertInto("numbers").values({ n: -1 }).execute();
  });
  const rows = await database.db.selectFrom("numbers").select("n").where("n", "=", -1).execute();
  expect(rows).toHaveLength(access === "write" ? 1 : 0);
});

test("an abort ends a stream", async () => {
  await using database = await openNumbers({ maxConnections: 1 });
  const controller = new AbortController();
  const reason = new Error("enough");
  const reading = async (): Promise<void> => {
    for await (const { n } of database.db.selectFrom("numbers").select("n").stream({ signal: controller.signal })) {
      if (n === 5000) controller.abort(reason);
    }
  };
  await expect(reading()).rejects.toBe(reason);
  expect(await database.db.selectFrom("numbers").select("n").where("n", "=", 7).execute()).toEqual([{ n: 7 }]);
});

import { sql } from "kysely";
import { expect, test } from "vitest";
import { openKysely } from "./kysely-database.ts";

async function bind(value: unknown): Promise<unknown> {
  await using database = await openKysely();
  const { rows } = await sql<{ type: string; value: unknown }>`
    select typeof(${value}) as type, ${value} as value`.execute(database.db);
  return rows[0];
}

test.each([
  ["text", { type: "VARCHAR", value: "text" }],
  ["a\0b\ufeff", { type: "VARCHAR", value: "a\0b\ufeff" }],
  [5, { type: "INTEGER", value: 5 }],
  [-2_147_483_648, { type: "INTEGER", value: -2_147_483_648 }],
  [2_147_483_648, { type: "BIGINT", value: 2_147_483_648 }],
  [Number.MAX_SAFE_INTEGER, { type: "BIGINT", value: Number.MAX_SAFE_INTEGER }],
  [1.5, { type: "DOUBLE", value: 1.5 }],
  [-0, { type: "DOUBLE", value: -0 }],
  [1e300, { type: "DOUBLE", value: 1e300 }],
  [Number.NaN, { type: "DOUBLE", value: Number.NaN }],
  [5n, { type: "BIGINT", value: 5 }],
  [2n ** 63n, { type: "HUGEINT", value: 2n ** 63n }],
  [-(2n ** 127n), { type: "HUGEINT", value: -(2n ** 127n) }],
  [2n ** 127n, { type: "BIGNUM", value: 2n ** 127n }],
  [true, { type: "BOOLEAN", value: true }],
  [null, { type: '"NULL"', value: null }],
  [undefined, { type: '"NULL"', value: null }],
  [new Date("2024-01-01T00:00:00.123Z"), { type: "TIMESTAMP WITH TIME ZONE", value: "2024-01-01T00:00:00.123000Z" }],
  [new Uint8Array([0, 255]), { type: "BLOB", value: new Uint8Array([0, 255]) }],
  [Buffer.from("bytes"), { type: "BLOB", value: new TextEncoder().encode("bytes") }],
  [{ a: [1] }, { type: "VARCHAR", value: '{"a":[1]}' }],
  [[1, "x"], { type: "VARCHAR", value: '[1,"x"]' }],
])("%o binds and comes back", async (value, expected) => {
  expect(await bind(value)).toStrictEqual(expected);
});

test.each([
  [new Map(), "Parameter 1 is a Map"],
  [new Date("not a date"), "Parameter 1 is not a valid date"],
  [Symbol("x"), "Parameter 1 is a symbol"],
])("%o is refused with its position", async (value, message) => {
  await expect(bind(value)).rejects.toThrow(message);
});

interface Tables {
  typed: {
    i: number | bigint;
    d: number;
    n: number | string;
    b: boolean;
    day: string;
    tz: string | Date;
    ts: string | Date;
    t: string;
    ttz: string;
    j: unknown;
    bytes: Uint8Array;
    list: number[];
  };
}

test("what was read can be written again, and asked for", async () => {
  await using database = await openKysely<Tables>();
  const { db } = database;
  await sql`create table typed (i bigint, d double, n decimal(38, 9), b boolean, day date, tz timestamptz, ts timestamp,
    t time, ttz timetz, j json, bytes blob, list integer[])`.execute(db);
  const written = {
    i: 9_007_199_254_740_993n,
    d: 0.1,
    n: "12345678901234567890.123456789",
    b: false,
    day: "10000-01-01",
    tz: "-0043-03-15T00:00:00.000001Z",
    ts: "2024-01-01T00:00:00.123456",
    t: "24:00:00.000000",
    ttz: "01:02:03.000004-05:30",
    j: { a: [1, null] },
    bytes: new Uint8Array([1, 2]),
    list: [1, 2],
  };
  await db.insertInto("typed").values(written).execute();
  const row = await db.selectFrom("typed").selectAll().executeTakeFirstOrThrow();
  expect(row).toStrictEqual(written);

  const { count } = await db
    .selectFrom("typed")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("i", "=", written.i)
    .where("n", "=", written.n)
    .where("day", "=", written.day)
    .where("tz", "=", written.tz)
    .where("ts", "in", [written.ts])
    .where("ttz", "=", written.ttz)
    .where("bytes", "=", written.bytes)
    .executeTakeFirstOrThrow();
  expect(count).toBe(1);
});

test("a Date is an instant, in every column that has times", async () => {
  await using database = await openKysely<Tables>();
  const { db } = database;
  await sql`create table typed (tz timestamptz, ts timestamp, day date)`.execute(db);
  const instant = new Date("2024-01-01T23:30:00.001Z");
  await sql`insert into typed values (${instant}, ${instant}, ${instant})`.execute(db);
  const { rows } = await sql`select * from typed where tz = ${instant} and ts >= ${instant}`.execute(db);
  expect(rows).toEqual([{ tz: "2024-01-01T23:30:00.001000Z", ts: "2024-01-01T23:30:00.001000", day: "2024-01-01" }]);
});

import { sql } from "kysely";
import { expect, test } from "vitest";
import { openKysely } from "./kysely-database.ts";

/** Selects one value by its SQL. */
async function read(expression: string): Promise<unknown> {
  await using database = await openKysely();
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(database.db);
  return rows[0]?.value;
}

test.each([
  ["5::tinyint", 5],
  ["9007199254740991::bigint", 9_007_199_254_740_991],
  ["9007199254740993::bigint", 9_007_199_254_740_993n],
  ["18446744073709551615::ubigint", 18_446_744_073_709_551_615n],
  ["(select sum(x) from (values (1), (2)) t(x))", 3],
  ["170141183460469231731687303715884105727::hugeint", 2n ** 127n - 1n],
  ["'-1234567890123456789012345678901234567890'::bignum", -1_234_567_890_123_456_789_012_345_678_901_234_567_890n],
  ["1.5::double", 1.5],
  ["'-0'::double", -0],
  ["'nan'::double", Number.NaN],
  ["'-infinity'::double", Number.NEGATIVE_INFINITY],
  ["0.1::decimal(4,1)", 0.1],
  ["12345678901234567.89::decimal(38,2)", "12345678901234567.89"],
  ["true", true],
  ["null", null],
])("number: %s is %o", async (expression, expected) => {
  expect(await read(expression)).toBe(expected);
});

test.each([
  ["date '2024-02-29'", "2024-02-29"],
  ["date '0044-03-15 (BC)'", "-0043-03-15"],
  ["'infinity'::date", "infinity"],
  ["timestamptz '2024-01-01T12:00:00.123456+02:00'", "2024-01-01T10:00:00.123456Z"],
  ["timestamptz '2024-01-01T12:00:00Z'", "2024-01-01T12:00:00.000000Z"],
  ["timestamptz '2300-06-01T00:00:00.000001Z'", "2300-06-01T00:00:00.000001Z"],
  ["'-infinity'::timestamptz", "-infinity"],
  ["timestamp '1969-12-31 23:59:59.999999'", "1969-12-31T23:59:59.999999"],
  ["timestamp '10000-01-01 00:00:00'", "10000-01-01T00:00:00.000000"],
  ["timestamp_s '2024-01-01 00:00:01'", "2024-01-01T00:00:01.000000"],
  ["timestamp_ms '2024-01-01 00:00:00.001'", "2024-01-01T00:00:00.001000"],
  ["timestamp_ns '2024-01-01 00:00:00.123456789'", "2024-01-01T00:00:00.123456789"],
  ["time '23:59:59.000001'", "23:59:59.000001"],
  ["time_ns '23:59:59.000000001'", "23:59:59.000000001"],
  ["timetz '12:34:56.5+02:00'", "12:34:56.500000+02:00"],
  ["timetz '12:34:56-03:30'", "12:34:56.000000-03:30"],
  ["timetz '12:34:56+00'", "12:34:56.000000Z"],
  ["interval '1 month 2 days 3.5 seconds'", "1 month 2 days 00:00:03.5"],
])("time: %s is %o", async (expression, expected) => {
  expect(await read(expression)).toBe(expected);
});

test.each([
  ["''", ""],
  ["chr(65279) || 'begins with a mark'", "\ufeffbegins with a mark"],
  ["chr(65279)", "\ufeff"],
  ["'a' || chr(0) || 'b'", "a\0b"],
  ["repeat('😀', 1000)", "😀".repeat(1000)],
  ["'twelve bytes'", "twelve bytes"],
  ["'a'::enum('a', 'b')", "a"],
  ["'550e8400-e29b-41d4-a716-446655440000'::uuid", "550e8400-e29b-41d4-a716-446655440000"],
  ["'101'::bit", "101"],
  ["'{\"a\": 1}'", '{"a": 1}'],
])("text: %s is %o", async (expression, expected) => {
  expect(await read(expression)).toBe(expected);
});

test.each([
  ['\'{"a": [1, null, "x"]}\'::json', { a: [1, null, "x"] }],
  ["'7'::json", 7],
  ["'\"7\"'::json", "7"],
  ["'null'::json", null],
  ["null::json", null],
  ["[1, null, 3]", [1, null, 3]],
  ["[]::varchar[]", []],
  ["[[9007199254740993], null, []]", [[9_007_199_254_740_993n], null, []]],
  ["[chr(65279) || 'x']", ["\ufeffx"]],
  ["array_value(date '2024-01-01', null)", ["2024-01-01", null]],
  [
    "{'a': {'b': [timestamptz '2024-01-01T00:00:00Z']}, 'c': null}",
    { a: { b: ["2024-01-01T00:00:00.000000Z"] }, c: null },
  ],
  ["row(1, 'x')", [1, "x"]],
  ["map {'x': [1], 'y': []}", { x: [1], y: [] }],
  ["map {1: 'a'}", { "1": "a" }],
  ["map {}", {}],
  ["['[1]'::json]", [[1]]],
  ["union_value(n := 9007199254740993)", 9_007_199_254_740_993n],
  ["'\\xAA\\x00'::blob", new Uint8Array([0xaa, 0])],
  ["'longer than twelve bytes'::blob", new TextEncoder().encode("longer than twelve bytes")],
])("nested: %s is %o", async (expression, expected) => {
  expect(await read(expression)).toStrictEqual(expected);
});

test("a key called __proto__ stays a key", async () => {
  const value = await read("{'__proto__': {'admin': true}}");
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value as object)).toEqual(["__proto__"]);
});

test("values in UTC, wherever the process is", async () => {
  await using database = await openKysely();
  const { rows } = await sql`select current_setting('TimeZone') as zone`.execute(database.db);
  expect(rows).toEqual([{ zone: "UTC" }]);
});

test("columns of one name are all there", async () => {
  await using database = await openKysely();
  const { rows } = await sql`select 1 as a, 2 as a, 3 as "a:1", 4 as a, 5 as "__proto__"`.execute(database.db);
  expect(Object.entries(rows[0] ?? {})).toEqual([
    ["a", 1],
    ["a:2", 2],
    ["a:1", 3],
    ["a:3", 4],
    ["__proto__", 5],
  ]);
});

test("nulls between values, over more than one chunk", async () => {
  await using database = await openKysely();
  const { rows } = await sql<{ text: string | null; day: string | null; list: (number | null)[] | null }>`
    select case when i % 3 = 0 then null else 'value number ' || i end as text,
      case when i % 2 = 0 then null else date '2024-01-01' + i::int end as day,
      case when i % 5 = 0 then null else [i::int, null] end as list
    from range(5000) t(i) order by i`.execute(database.db);
  expect(rows).toHaveLength(5000);
  expect(rows[4998]).toEqual({ text: null, day: null, list: [4998, null] });
  expect(rows[4999]).toEqual({ text: "value number 4999", day: "2037-09-08", list: [4999, null] });
  expect(rows[4000]).toEqual({ text: "value number 4000", day: null, list: null });
});

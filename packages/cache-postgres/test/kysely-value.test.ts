import { createPostgresDialect } from "../src/kysely/index.ts";
import { Kysely, sql } from "kysely";
import { Pool } from "pg";
import { expect } from "vitest";
import { inDatabase } from "./in-database.ts";

/** SQL of a value, and what a reader gets. */
const values: readonly (readonly [sql: string, value: unknown])[] = [
  ["7::bigint", 7],
  ["9007199254740993::bigint", 9007199254740993n],
  ["1.50::numeric", 1.5],
  ["-0.000001::numeric", -0.000001],
  ["1e21::numeric", 1e21],
  ["0.1234567890123456789::numeric", "0.1234567890123456789"],
  ["9007199254740993::numeric", "9007199254740993"],
  ["'NaN'::numeric", "NaN"],
  ["0.1::float8", 0.1],
  ["date '2024-02-29'", "2024-02-29"],
  ["'0001-12-31 BC'::date", "0000-12-31"],
  ["'infinity'::date", "infinity"],
  ["timestamptz '2024-02-29 12:00:00.000001+02'", "2024-02-29T10:00:00.000001Z"],
  ["timestamptz '0001-12-31 23:59:59Z BC'", "0000-12-31T23:59:59.000000Z"],
  ["timestamptz '10000-01-01 00:00:00Z'", "10000-01-01T00:00:00.000000Z"],
  ["'-infinity'::timestamptz", "-infinity"],
  ["timestamp '2024-02-29 12:00:00'", "2024-02-29T12:00:00.000000"],
  ["timetz '12:00:00.5+05:30'", "12:00:00.500000+05:30"],
  ["timetz '12:00:00Z'", "12:00:00.000000Z"],
  ["timetz '12:00:00-08'", "12:00:00.000000-08:00"],
  ["time '12:00:00'", "12:00:00.000000"],
  [`'{"a":[1,"x"]}'::jsonb`, { a: [1, "x"] }],
  ["array[1,2]", [1, 2]],
  ["'1 day'::interval", "1 day"],
  ["true", true],
  ["null::int", null],
];

inDatabase.for(values)("%s", async ([text, value], { url }) => {
  // Whatever zone the session has.
  const pool = new Pool({ connectionString: url, options: "-c timezone=Asia/Kathmandu" });
  pool.on("error", () => undefined);
  await using db = new Kysely<unknown>({ dialect: createPostgresDialect({ pool, end: () => pool.end() }) });
  const { rows } = await sql`select ${sql.raw(text)} as value`.execute(db);
  expect(rows).toEqual([{ value }]);
});

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { type Cache, type JsonForm, parseExact, type QueryResult } from "@airdock/core";
import { type CacheCase, type CaseBody, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { expectCode } from "../expect-code.ts";
import { quoteName, quoteTable } from "../inspect-database.ts";
import { datasetOf, expectData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";

const users = defineStream("users", { properties: { id: "integer", name: "string" } });

/** SQL over a cache. */
export const queryCases: readonly CacheCase[] = defineCases("query", {
  "answers with columns in order and rows as arrays": withSql(async (context) => {
    await context.load(users, [
      { id: 2, name: "Bob" },
      { id: 1, name: null },
    ]);
    const cache = await context.open();
    const table = quoteTable(await datasetOf(cache, users).table());
    const { columns, rows } = await ask(cache, `select name, id, id as "Again" from ${table} order by id`);
    deepStrictEqual(
      columns.map(({ name }) => name),
      ["name", "id", "Again"],
    );
    deepStrictEqual(
      rows.map((row) => row.map((value) => (typeof value === "bigint" ? Number(value) : value))),
      [
        [null, 1, 1],
        ["Bob", 2, 2],
      ],
    );
  }),

  "tells the columns also where there are no rows": withSql(async (context) => {
    const { columns, rows } = await ask(await context.open(), "select 1 as one, 'x' as two where 1 = 0");
    deepStrictEqual([columns.map(({ name }) => name), rows], [["one", "two"], []]);
  }),

  "two columns of one name are two columns": withSql(async (context) => {
    const { columns, rows } = await ask(await context.open(), "select 1 as same, 2 as same");
    deepStrictEqual(
      [columns.map(({ name }) => name), rows[0]?.map(Number)],
      [
        ["same", "same"],
        [1, 2],
      ],
    );
  }),

  "answers with JSON as its text when asked to, digit for digit": withSql(async (context) => {
    const things = defineStream("things", { properties: { more: "object" } });
    await context.load(things, [{ more: parseExact('{"a":[12345678901234567890,1.10000000000000000001]}') }]);
    const cache = await context.open();
    const table = quoteTable(await datasetOf(cache, things).table());
    const read = async (json: JsonForm): Promise<unknown> =>
      (await cache.query?.(`select more from ${table}`, { json }))?.rows[0]?.[0];
    const [parsed, text] = [await read("value"), await read("text")];
    // A database that keeps JSON as text, and does not say so of a column, has nothing to parse.
    if (typeof parsed !== "string") deepStrictEqual(parsed, { a: [12345678901234567890n, "1.10000000000000000001"] });
    strictEqual(String(text).replaceAll(" ", ""), '{"a":[12345678901234567890,1.10000000000000000001]}');
  }),

  "says when the query itself is wrong": withSql(async (context) => {
    const cache = await context.open();
    await expectCode("QUERY_FAILED", () => ask(cache, "selec 1"));
    await expectCode("QUERY_FAILED", () => ask(cache, "select * from no_such_table_anywhere"));
  }),

  "writes nothing unless it is told to": withSql(async (context) => {
    await context.load(users, [{ id: 1, name: "Ada" }]);
    const cache = await context.open();
    const table = quoteTable(await datasetOf(cache, users).table());
    await expectCode("QUERY_WRITES", () => ask(cache, `delete from ${table}`));
    await expectCode("QUERY_WRITES", () => ask(cache, `update ${table} set name = 'x'`));
    await expectCode("QUERY_WRITES", () => ask(cache, `drop table ${table}`));
    await expectData(context, users, [{ id: 1, name: "Ada" }]);
    await ask(cache, `update ${table} set name = 'Grace'`, true);
    await expectData(context, users, [{ id: 1, name: "Grace" }]);
  }),

  "says how many rows a statement changed that answers with none": withSql(async (context) => {
    await context.load(users, [
      { id: 1, name: "Ada" },
      { id: 2, name: "Bob" },
    ]);
    const cache = await context.open();
    const table = quoteTable(await datasetOf(cache, users).table());
    const statements: readonly [sql: string, changed: number][] = [
      [`update ${table} set name = 'x'`, 2],
      [`update ${table} set name = 'y' where id = 3`, 0],
      [`insert into ${table} (id) values (3), (4), (5)`, 3],
      [`create view ${quoteName("seen_by_me")} as select id from ${table}`, 0],
      [`delete from ${table} where id > 1`, 4],
    ];
    for (const [sql, changed] of statements)
      deepStrictEqual(await ask(cache, sql, true), { columns: [], rows: [], rowsChanged: changed }, sql);
    strictEqual((await ask(cache, `select id from ${table}`)).rowsChanged, undefined);
  }),

  "leaves the cache as it was, whether it succeeds or not": withSql(async (context) => {
    const cache = await context.open();
    await expectCode("QUERY_FAILED", () => ask(cache, "select broken from nowhere", true));
    await context.load(users, [{ id: 1, name: "Ada" }]);
    strictEqual(await datasetOf(cache, users).count(), 1);
  }),
});

function withSql(run: (context: CaseContext) => Promise<void>): CaseBody {
  return needing(({ sql }) => sql, run);
}

async function ask(cache: Cache, sql: string, write: boolean = false): Promise<QueryResult> {
  if (cache.query === undefined) throw new Error("The cache has no query.");
  return await cache.query(sql, { write });
}

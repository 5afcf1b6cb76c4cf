import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { CacheSupports } from "@airdock/core";
import { type CacheCase, type CaseBody, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { inspect, quoteTable } from "../inspect-database.ts";
import { changesOf } from "../read-meta.ts";
import { datasetOf, readRows } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream, type TestStreamOptions } from "../record/test-stream.ts";
import { narrowings, type TypeChange, widenings } from "../value/type-changes.ts";

/** Properties whose type changes. */
export const wideningCases: readonly CacheCase[] = defineCases("widening", {
  ...Object.fromEntries(
    widenings.map((change) => [
      `${change.from} becomes ${change.to}, and keeps every value`,
      typed((context) => changeType(context, change)),
    ]),
  ),
  ...Object.fromEntries(
    narrowings.map((change) => [
      `${change.from} does not become ${change.to}`,
      typed((context) => changeType(context, change)),
    ]),
  ),

  "integers beyond a double become text, where numbers are doubles": typed(async (context) => {
    const isExact = context.supports.exactNumbers;
    await changeType(context, {
      from: "integer",
      to: "number",
      old: [
        ["9007199254740993", "9007199254740993"],
        ["7", isExact ? 7 : "7"],
      ],
      next: [["1.5", isExact ? 1.5 : "1.5"]],
    });
  }),

  "a merged table is widened as well, key and all": typed(async (context) => {
    const options = { key: ["value"] };
    const before = defineStream("users", { ...options, properties: { value: "integer", name: "string" } });
    const after = defineStream("users", { ...options, properties: { value: "string", name: "string" } });
    await context.load(before, [
      { value: 1, name: "old" },
      { value: 2, name: "old" },
      { value: null, name: "old" },
    ]);
    await context.load(after, [
      { value: "1", name: "new" },
      { value: "x", name: "new" },
      { value: null, name: "new" },
    ]);
    const rows = (await readRows(context, after)).map(({ value, name }) => `${String(value)} ${String(name)}`).sort();
    deepStrictEqual(rows, ["1 new", "2 old", "null new", "x new"]);
  }),

  "a replaced table takes the new type with its swap, whatever it is": typed(async (context) => {
    const before = defineStream("users", { mode: "replace", properties: { value: "string" } });
    const after = defineStream("users", { mode: "replace", properties: { value: "integer" } });
    await context.load(before, [{ value: "x" }]);
    const run = await context.begin([after]);
    await run.stage(after, [{ value: 5 }]);
    await run.finalize();
    deepStrictEqual(
      (await readRows(context, after)).map(({ value }) => value),
      ["x"],
    );
    await run.finalize({ complete: true });
    deepStrictEqual(
      (await readRows(context, after)).map(({ value }) => value),
      [5],
    );
  }),

  "an empty column takes any wider type": typed(async (context) => {
    await context.load(defineStream("users", { properties: { value: "integer" } }), []);
    const after = defineStream("users", { properties: { value: "number" } });
    await context.load(after, [{ value: 1.5 }]);
    deepStrictEqual(
      (await readRows(context, after)).map(({ value }) => value),
      [1.5],
    );
  }),

  "onTypeChange null: the column stays, what does not fit is NULL and declared": typed(async (context) => {
    await changeType(
      context,
      {
        from: "integer",
        to: "string",
        old: [["1", 1]],
        next: [
          ['"7"', 7],
          ['"x"', null],
        ],
      },
      { onTypeChange: "null" },
    );
  }),

  "rows that were changed before keep what was declared": typed(async (context) => {
    await context.load(defineStream("users", { properties: { value: "integer" } }), [{ value: "x" }]);
    const after = defineStream("users", { properties: { value: "string" } });
    await context.load(after, [{ value: "y" }]);
    const rows = await readRows(context, after);
    deepStrictEqual(
      rows.map((row) => [row["value"], changesOf(row).length]).sort(),
      [
        ["y", 0],
        [null, 1],
      ].sort(),
    );
  }),

  "a column that was dropped is made again, and said to be empty for the rows stored before": needing(
    ({ sql }) => sql,
    async (context) => await restoreColumn(context, ["drop column name"]),
  ),

  "a column that was dropped and added again is said to be empty for the rows stored before": needing(
    ({ sql }) => sql,
    async (context) => await restoreColumn(context, ["drop column name", "add column name text"]),
  ),

  "a view on the column does not stop a sync, which tells of a column that kept its type": needing(
    ({ typed: isTyped, sql }) => isTyped && sql,
    async (context) => {
      const before = defineStream("users", { properties: { value: "integer" } });
      await context.load(before, [{ value: 1 }]);
      const table = await datasetOf(await context.open(), before).table();
      const view = quoteTable({ ...table, name: `${table.name}_view` });
      await inspect(context, `create view ${view} as select value from ${quoteTable(table)}`);
      const after = defineStream("users", { properties: { value: "string" } });
      const report = await context.load(after, [{ value: "x" }]);
      const values = (await readRows(context, after)).map((row) => [row["value"], changesOf(row).length] as const);
      ok(
        values.some(([value]) => value === 1 || value === "1"),
        "the old row is gone",
      );
      ok(
        values.some(([value, changes]) => (value === "x" && changes === 0) || (value === null && changes === 1)),
        "the new row is gone",
      );
      const isKept = values.some(([value]) => value === null);
      deepStrictEqual(report.streams[0]?.keptColumns, isKept ? ["value"] : undefined);
    },
  ),

  "what the SQL type of the user's choice cannot hold is declared, whatever the source calls it": needing(
    ({ typed: isTyped, sql }) => isTyped && sql,
    async (context) => {
      const plan = defineStream("orders", {
        properties: { id: "integer", amount: "string", code: "string", day: "timestamp_with_timezone" },
        columns: { amount: "decimal(10,2)", code: "integer", day: "date" },
      });
      const [amounts, codes, days] = [
        ["12.34", "12.345", "7", "x"],
        ["12", "1.5", "1.0", "x"],
        ["2024-02-29T00:00:00Z", "2024-02-29T10:30:00Z", "2024-02-29", "x"],
      ];
      const rows = amounts.map((amount, id) => ({ id, amount, code: codes[id] ?? null, day: days[id] ?? null }));
      await context.load(plan, rows);
      const table = quoteTable(await datasetOf(await context.open(), plan).table());
      const texts = ["amount", "code", "day"].map((column) => `cast(${column} as text) as ${column}`);
      const kept = await inspect(context, `select ${texts.join(", ")} from ${table} order by id`);
      const metas = (await readRows(context, plan)).toSorted((one, other) => Number(one["id"]) - Number(other["id"]));
      const isSame = (one: string, other: string): boolean =>
        one === other || Number(one) === Number(other) || Date.parse(one) === Date.parse(other);
      for (const [index, row] of rows.entries()) {
        const changed = new Set(changesOf(metas[index]).map(({ field }) => field));
        for (const column of ["amount", "code", "day"] as const) {
          const [given, found] = [String(row[column]), kept[index]?.[column] ?? null];
          const isKept = found !== null && isSame(given, String(found));
          strictEqual(changed.has(column), !isKept, `${column}: ${given} became ${String(found)}`);
        }
      }
    },
  ),

  "a column has the SQL type the user chose": needing(
    ({ typed: isTyped, sql }) => isTyped && sql,
    async (context) => {
      const plan = defineStream("orders", {
        properties: { amount: "number", code: "integer" },
        columns: { amount: "decimal(38,9)", code: "varchar(20)" },
      });
      await context.load(plan, [record('{"amount":12.345678901,"code":7}'), record('{"amount":0.1,"code":8}')]);
      const table = quoteTable(await datasetOf(await context.open(), plan).table());
      const rows = await inspect(
        context,
        `select cast(amount as double precision) as amount, cast(code as text) as code from ${table} order by code`,
      );
      deepStrictEqual(
        rows.map(({ amount, code }) => [Number(amount), code]),
        [
          [12.345678901, "7"],
          [0.1, "8"],
        ],
      );
    },
  ),
});

function typed(run: (context: CaseContext) => Promise<void>): CaseBody {
  return needing((supports: CacheSupports) => supports.typed, run);
}

async function changeType(
  context: CaseContext,
  { from, to, old, next }: TypeChange,
  options: TestStreamOptions = {},
): Promise<void> {
  const before = defineStream("users", { ...options, properties: { id: "integer", value: from } });
  const after = defineStream("users", { ...options, properties: { id: "integer", value: to } });
  const all = [...old, ...next];
  await context.load(
    before,
    old.map(([json], id) => record(`{"id":${id},"value":${json}}`)),
  );
  await context.load(
    after,
    next.map(([json], index) => record(`{"id":${old.length + index},"value":${json}}`)),
  );
  await context.load(after, [{ id: all.length }]);
  const rows = (await readRows(context, after)).toSorted((one, other) => Number(one["id"]) - Number(other["id"]));
  deepStrictEqual(
    rows.map(({ value }) => value),
    [...all.map(([, becomes]) => becomes), null],
  );
  for (const [index, [, becomes]] of all.entries()) {
    strictEqual(changesOf(rows[index]).length, becomes === null ? 1 : 0, `${all[index]?.[0]} is declared wrongly`);
  }
}

/** It is said once: the next run finds nothing to say. */
async function restoreColumn(context: CaseContext, changes: readonly string[]): Promise<void> {
  const stream = defineStream("users", { properties: { id: "integer", name: "string", note: "string" } });
  await context.load(stream, [{ id: 1, name: "Ada", note: "x" }]);
  const table = quoteTable(await datasetOf(await context.open(), stream).table());
  for (const change of changes) await inspect(context, `alter table ${table} ${change}`);
  const report = await context.load(stream, [{ id: 2, name: "Bob", note: "y" }]);
  deepStrictEqual(report.streams[0]?.restoredColumns, ["name"]);
  const next = await context.load(stream, [{ id: 3, name: "Cyd", note: "z" }]);
  strictEqual(next.streams[0]?.restoredColumns, undefined);
  const names = (await readRows(context, stream)).map(({ id, name, note }) => `${id} ${name} ${note}`).toSorted();
  deepStrictEqual(names, ["1 null x", "2 Bob y", "3 Cyd z"]);
}

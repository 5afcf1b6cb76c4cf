import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { datasetOf, expectData, readData, readField } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";

const id = { id: "integer" } as const;
const users = defineStream("users", { properties: id });
const named = defineStream("users", { properties: { ...id, name: "string" } });
const modes = (["append", "merge", "replace"] as const).map((mode) => ({ mode, key: mode === "merge" ? ["id"] : [] }));

/** What records carry and their schema does not declare. */
export const undeclaredFieldCases: readonly CacheCase[] = defineCases("undeclared field", {
  "what records carry undeclared gets a JSON column of its own": async (context) => {
    for (const options of modes) {
      const plan = defineStream(options.mode, { ...options, properties: id });
      const run = await context.begin([plan]);
      await run.stage(plan, [{ id: 1 }]);
      await run.stage(plan, [
        { id: 2, more: "text" },
        { id: 3, more: { a: [1] } },
        { id: 4, more: 7, "and more": null },
      ]);
      const report = await run.finalize({ complete: true });
      deepStrictEqual(report.streams[0]?.addedColumns.toSorted(), ["and_more", "more"], options.mode);
      await run.finish();
      await expectData(context, plan, [
        { id: 1, more: null, and_more: null },
        { id: 2, more: "text", and_more: null },
        { id: 3, more: { a: [1] }, and_more: null },
        { id: 4, more: 7, and_more: null },
      ]);
      deepStrictEqual((await context.load(plan, [{ id: 5, more: true }])).streams[0]?.addedColumns, [], options.mode);
    }
  },

  "records with new fields may be staged while others are finalized": async (context) => {
    for (const options of modes) {
      const plan = defineStream(options.mode, { ...options, properties: id });
      const run = await context.begin([plan]);
      await run.stage(plan, [{ id: 1, more: 1 }]);
      await Promise.all([run.finalize(), run.stage(plan, [{ id: 2, other: 2 }])]);
      await run.finalize({ complete: true });
      await run.finish();
      await expectData(context, plan, [
        { id: 1, more: 1, other: null },
        { id: 2, more: null, other: 2 },
      ]);
    }
  },

  "undeclared fields that were not finalized add nothing": async (context) => {
    const run = await context.begin([users]);
    await run.stage(users, [{ id: 1, more: 1 }]);
    await run.finish({ outcome: "failed" });
    await context.load(users, [{ id: 2 }]);
    strictEqual((await readData(context, users)).length, 1);
  },

  "an undeclared field that is declared later keeps its column": async (context) => {
    await context.load(users, [{ id: 1, name: "Ada" }]);
    await context.load(named, [{ id: 2, name: "Bob" }]);
    await expectData(context, named, [
      { id: 1, name: "Ada" },
      { id: 2, name: "Bob" },
    ]);
  },

  "undeclared fields can be ignored": async (context) => {
    for (const options of modes) {
      const plan = defineStream(options.mode, { ...options, properties: id, undeclared: "ignore" });
      const report = await context.load(plan, [{ id: 1, more: 1 }]);
      deepStrictEqual(report.streams[0]?.addedColumns, []);
      await expectData(context, plan, [{ id: 1 }]);
    }
  },

  "after a hundred of them the rest shares one column": async (context) => {
    const fields = Array.from({ length: 130 }, (_, index) => `field_${index}`);
    const report = await context.load(users, [
      { id: 1, ...Object.fromEntries(fields.map((field, index) => [field, index])) },
    ]);
    strictEqual(report.streams[0]?.addedColumns.length, 101);
    const extra = await rowsWithExtra(context);
    deepStrictEqual(
      fields.map((field) => extra.get(1)?.[field]),
      fields.map((_, index) => index),
    );
    strictEqual((await datasetOf(await context.open(), users).columns()).length, 102);
    await context.load(users, [{ id: 2, field_1: "known", another: "new" }, { id: 3 }]);
    const later = await rowsWithExtra(context);
    deepStrictEqual([later.get(2)?.["field_1"], later.get(2)?.["another"]], ["known", "new"]);
    strictEqual((await readData(context, users)).find((row) => row["id"] === 3)?.["_airdock_extra"], null);
    strictEqual((await datasetOf(await context.open(), users).columns()).length, 102);
  },

  "fields with the names of our own columns are fields like any other": async (context) => {
    const names = ["_airbyte_raw_id", "_airbyte_meta", "_airdock_extra", "_AIRBYTE_GENERATION_ID"];
    const plan = defineStream("users", { properties: { ...id, _airbyte_raw_id: "string", _airbyte_meta: "object" } });
    await context.load(plan, [
      {
        id: 1,
        _airbyte_raw_id: "mine",
        _airbyte_meta: { a: 1 },
        _airdock_extra: "mine",
        _AIRBYTE_GENERATION_ID: "mine",
      },
    ]);
    const values = await Promise.all(names.map(async (name) => await readField(context, plan, name)));
    deepStrictEqual(values, [["mine"], [{ a: 1 }], ["mine"], ["mine"]]);
  },
});

/** Rows by id, with what stands in the shared column as if it had columns of its own. */
async function rowsWithExtra(context: Parameters<CacheCase["run"]>[0]): Promise<Map<unknown, Record<string, unknown>>> {
  const rows = await readData(context, users);
  return new Map(rows.map((row) => [row["id"], { ...row, ...(row["_airdock_extra"] as object | null) }]));
}

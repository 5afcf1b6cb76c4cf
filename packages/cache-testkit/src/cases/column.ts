import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import { expectCode } from "../expect-code.ts";
import { inspect, quoteTable } from "../inspect-database.ts";
import { datasetOf, expectData, readData, readField } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";

const id = { id: "integer" } as const;
const short = defineStream("users", { properties: id });
const long = defineStream("users", { properties: { ...id, name: "string" } });
const modes = (["append", "merge", "replace"] as const).map((mode) => ({ mode, key: mode === "merge" ? ["id"] : [] }));

/** Properties that come, go and were never declared. */
export const columnCases: readonly CacheCase[] = defineCases("column", {
  "a new property gets a column, old rows are NULL in it": async (context) => {
    await context.load(short, [{ id: 1 }]);
    await context.load(long, [{ id: 2, name: "Bob" }]);
    await expectData(context, long, [
      { id: 1, name: null },
      { id: 2, name: "Bob" },
    ]);
  },

  "the column of a property that is gone stays, new rows are NULL in it": async (context) => {
    await context.load(long, [{ id: 1, name: "Ada" }]);
    await context.load(short, [{ id: 2 }]);
    await expectData(context, short, [
      { id: 1, name: "Ada" },
      { id: 2, name: null },
    ]);
  },

  "a property that comes back finds its column": async (context) => {
    await context.load(long, [{ id: 1, name: "Ada" }]);
    const columns = await datasetOf(await context.open(), long).columns();
    await context.load(short, [{ id: 2 }]);
    await context.load(long, [{ id: 3, name: "Cem" }]);
    await expectData(context, long, [
      { id: 1, name: "Ada" },
      { id: 2, name: null },
      { id: 3, name: "Cem" },
    ]);
    deepStrictEqual(await datasetOf(await context.open(), long).columns(), columns);
  },

  "columns stand in the order of the schema, new ones at the end": async (context) => {
    await context.load(defineStream("users", { properties: { b: "string", a: "string" } }), []);
    const later = defineStream("users", { properties: { c: "string", a: "string", b: "string" } });
    await context.load(later, [{ a: "1", b: "2", c: "3" }]);
    deepStrictEqual(
      (await datasetOf(await context.open(), later).columns()).map(({ field }) => field),
      ["b", "a", "c"],
    );
    const [row] = await Array.fromAsync(datasetOf(await context.open(), later).rows());
    deepStrictEqual(Object.keys(row ?? {}).slice(0, 4), [
      "_airbyte_raw_id",
      "_airbyte_extracted_at",
      "_airbyte_meta",
      "_airbyte_generation_id",
    ]);
  },

  "merge and replace take new properties too": async (context) => {
    for (const options of modes) {
      const before = defineStream(options.mode, { ...options, properties: id });
      const after = defineStream(options.mode, { ...options, properties: { ...id, name: "string" } });
      await context.load(before, [{ id: 1 }]);
      await context.load(after, [{ id: 2, name: "Bob" }]);
      deepStrictEqual((await readData(context, after)).at(-1), { id: 2, name: "Bob" }, options.mode);
    }
  },

  "a replace that fails leaves the columns of the table it did not replace": async (context) => {
    const before = defineStream("users", { mode: "replace", properties: id });
    await context.load(before, [{ id: 1 }]);
    const run = await context.begin([
      defineStream("users", { mode: "replace", properties: { ...id, name: "string" } }),
    ]);
    await run.stage(before, [{ id: 2, name: "Bob", more: 1 }]);
    await run.finalize();
    await expectData(context, before, [{ id: 1 }]);
    await run.finish({ outcome: "failed" });
    await expectData(context, before, [{ id: 1 }]);
  },

  "the schema that is told is the last one": async (context) => {
    await context.load(short, []);
    await context.load(long, []);
    const [connection] = await (await context.open()).connections();
    deepStrictEqual(connection?.streams[0]?.jsonSchema, long.jsonSchema);
  },

  "a column the user added is left alone": needing(
    ({ sql }) => sql,
    async (context) => {
      await context.load(short, [{ id: 1 }]);
      const table = quoteTable(await datasetOf(await context.open(), short).table());
      await inspect(context, `alter table ${table} add column note text`);
      await inspect(context, `update ${table} set note = 'mine'`);
      await context.load(short, [{ id: 2, more: 1 }]);
      const rows = await inspect(context, `select id, note, more from ${table} order by id`);
      deepStrictEqual(
        rows.map(({ note }) => note),
        ["mine", null],
      );
      await context.load(short, [{ id: 3, note: "the source's" }]);
      deepStrictEqual(
        (await inspect(context, `select note from ${table} order by id`)).map(({ note }) => note),
        ["mine", null, null],
      );
      ok((await readField(context, short, "note")).includes("the source's"));
      await inspect(context, `alter table ${table} add column mark text default 'my own'`);
      const declared = defineStream("users", { properties: { id: "integer", mark: "string" } });
      await context.load(declared, [{ id: 4, mark: "the source's" }]);
      deepStrictEqual(
        (await inspect(context, `select mark from ${table} order by id`)).map(({ mark }) => mark),
        ["my own", "my own", "my own", "my own"],
      );
      ok((await readField(context, declared, "mark")).includes("the source's"));
    },
  ),

  "onTypeChange stop: a changed type stops before anything is written": async (context) => {
    const stopping = defineStream("users", { properties: { ...id, name: "integer" }, onTypeChange: "stop" });
    await context.load({ ...long, onTypeChange: "stop" }, [{ id: 1, name: "Ada" }]);
    const run = await context.startRun();
    await expectCode("SCHEMA_CHANGED", () => run.begin({ streams: [stopping], refresh: [] }));
    await run.finish({ outcome: "failed", streams: [] });
    await expectData(context, long, [{ id: 1, name: "Ada" }]);
    await context.load({ ...long, onTypeChange: "stop" }, [{ id: 2, name: "Bob" }]);
    strictEqual((await readData(context, long)).length, 2);
  },

  "onTypeChange stop: properties may come and go": async (context) => {
    await context.load({ ...short, onTypeChange: "stop" }, [{ id: 1 }]);
    await context.load({ ...long, onTypeChange: "stop" }, [{ id: 2, name: "Bob" }]);
    await context.load({ ...short, onTypeChange: "stop" }, [{ id: 3 }]);
    strictEqual((await readData(context, long)).length, 3);
  },
});

import { strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import { inspect, quoteTable } from "../inspect-database.ts";
import { datasetOf, expectData, readData } from "../read-rows.ts";
import { defaultEmittedAt, record } from "../record/test-record.ts";
import { defineStream } from "../record/test-stream.ts";

/** Tables that get a key, another one, or none any more. */
export const keyChangeCases: readonly CacheCase[] = defineCases("key change", {
  "a table that gets a key is deduplicated once": async (context) => {
    const appended = defineStream("users", { properties: { id: "integer", version: "integer", name: "string" } });
    const merged = { ...appended, mode: "merge" as const, primaryKey: [["id"]], cursor: ["version"] };
    await context.load(appended, [
      { id: 1, version: 2, name: "new" },
      { id: 1, version: 1, name: "old" },
      { id: 2, version: 1, name: "x" },
    ]);
    await context.load(appended, [
      { id: 1, version: 1, name: "old" },
      { id: null, version: 1, name: "n" },
      { id: null, version: 2, name: "m" },
    ]);
    await context.load(merged, []);
    await expectData(context, merged, [
      { id: 1, version: 2, name: "new" },
      { id: 2, version: 1, name: "x" },
      { id: null, version: 2, name: "m" },
    ]);
    await context.load(merged, [{ id: 2, version: 2, name: "y" }]);
    await expectData(context, merged, [
      { id: 1, version: 2, name: "new" },
      { id: 2, version: 2, name: "y" },
      { id: null, version: 2, name: "m" },
    ]);
  },

  "a table whose key changes is deduplicated by the new one": async (context) => {
    const byBoth = defineStream("users", {
      properties: { id: "integer", region: "string", name: "string" },
      key: ["id", "region"],
    });
    const byId = { ...byBoth, primaryKey: [["id"]] };
    const at = (seconds: number) => ({ emittedAt: defaultEmittedAt + seconds * 1000 });
    await context.load(byBoth, [
      record({ id: 1, region: "a", name: "late" }, at(2)),
      record({ id: 1, region: "b", name: "early" }, at(1)),
    ]);
    await context.load(byId, []);
    await expectData(context, byId, [{ id: 1, region: "a", name: "late" }]);
    await context.load(byBoth, [record({ id: 1, region: "c", name: "other" }, at(3))]);
    strictEqual((await readData(context, byBoth)).length, 2);
  },

  "of copies of a row with one raw id exactly one stays": needing(
    ({ sql }) => sql,
    async (context) => {
      for (const property of ["name", "rowid"]) {
        const properties = { id: "integer", [property]: "string" } as const;
        const appended = defineStream(`users_${property}`, { properties });
        const merged = { ...appended, mode: "merge" as const, primaryKey: [["id"]] };
        await context.load(appended, [
          { id: 1, [property]: "a" },
          { id: 2, [property]: "b" },
          { id: 7, [property]: "g" },
        ]);
        const table = quoteTable(await datasetOf(await context.open(), appended).table());
        await inspect(context, `insert into ${table} select * from ${table} where id in (1, 7)`);
        const later = { emittedAt: defaultEmittedAt + 1000 };
        await context.load(merged, [
          record({ id: 2, [property]: "B" }, later),
          record({ id: 3, [property]: "c" }, later),
        ]);
        await expectData(context, merged, [
          { id: 1, [property]: "a" },
          { id: 2, [property]: "B" },
          { id: 3, [property]: "c" },
          { id: 7, [property]: "g" },
        ]);
      }
    },
  ),

  "a merged table that the user made anew is merged as before": needing(
    ({ sql }) => sql,
    async (context) => {
      const plan = defineStream("users", { key: ["id"] });
      await context.load(plan, [
        { id: 1, name: "a" },
        { id: 2, name: "b" },
      ]);
      const table = await datasetOf(await context.open(), plan).table();
      const [own, copy] = [quoteTable(table), quoteTable({ ...table, name: "copy_of_mine" })];
      await inspect(context, `create table ${copy} as select * from ${own}`);
      await inspect(context, `drop table ${own}`);
      await inspect(context, `create table ${own} as select * from ${copy}`);
      for (const name of ["c", "d"]) await context.load(plan, [{ id: 1, name }]);
      await expectData(context, plan, [
        { id: 1, name: "d" },
        { id: 2, name: "b" },
      ]);
    },
  ),

  "a table that loses its key keeps what comes": async (context) => {
    const merged = defineStream("users", { key: ["id"] });
    const appended = { ...merged, mode: "append" as const, primaryKey: [] };
    await context.load(merged, [{ id: 1, name: "a" }]);
    await context.load(appended, [{ id: 1, name: "a" }]);
    await expectData(context, appended, [
      { id: 1, name: "a" },
      { id: 1, name: "a" },
    ]);
  },
});

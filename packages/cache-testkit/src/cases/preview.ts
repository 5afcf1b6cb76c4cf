import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Cache, StreamPlan, StreamPreview } from "@airdock/core";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import { expectCode } from "../expect-code.ts";
import { inspect, quoteTable } from "../inspect-database.ts";
import { datasetOf, readRows } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";

/** What a cache says of a run before it is begun; a cache that cannot (it has no `preview`) passes. */
export const previewCases: readonly CacheCase[] = defineCases("preview", {
  "of a cache that does not exist makes nothing": async (context) => {
    const cache = await context.createCache();
    if (cache.preview === undefined) return;
    const plan = defineStream("users", { key: ["id"] });
    const [preview] = await cache.preview("shop", [plan]);
    strictEqual(preview?.exists, false);
    strictEqual(preview.rows, 0);
    deepStrictEqual(
      preview.columns.map(({ name }) => name),
      ["id", "name"],
    );
    const untouched = await context.createCache();
    if (context.supports.durable) await expectCode("NOT_IN_CACHE", () => untouched.open({ access: "read" }));
    await context.load(plan, [{ id: 1 }]);
    deepStrictEqual(await datasetOf(await context.open(), plan).table(), preview.table);
  },

  "counts rows and the keys they have, NULL being one": async (context) => {
    const appended = defineStream("users", {
      properties: { id: "integer", team: "string", owner: "object", name: "string" },
    });
    await context.load(appended, [
      { id: 1, team: "a", owner: { no: 1 }, name: "x" },
      { id: 1, team: "b", owner: { no: 1 }, name: "y" },
      { id: null, team: "b", owner: { no: 2 }, name: "z" },
      { id: null, team: "b", owner: { no: 2 }, name: "z" },
    ]);
    const before = await readRows(context, appended);
    const counts = async (...key: (string | readonly string[])[]) => {
      const plan = { ...appended, mode: "merge" as const, primaryKey: key.map((path) => [path].flat()) };
      const preview = await previewOf(await context.open(), plan);
      return preview === undefined ? undefined : [preview.rows, preview.keys, preview.hasKey];
    };
    if ((await counts("id")) === undefined) return;
    deepStrictEqual(await counts("id"), [4, 2, true]);
    deepStrictEqual(await counts("id", "team"), [4, 3, true]);
    deepStrictEqual(await counts(["owner", "no"]), [4, 2, true]);
    deepStrictEqual(await counts("nope"), [4, 1, false]);
    deepStrictEqual(await counts("id", "nope"), [4, 2, false]);
    deepStrictEqual(await counts(["owner", "nope"]), [4, 1, false]);
    deepStrictEqual(await counts(), [4, 4, false]);
    deepStrictEqual(await readRows(context, appended), before);
  },

  "counts JSON keys by value": async (context) => {
    const appended = defineStream("things", { properties: { id: "object", name: "string" } });
    await context.load(appended, [{ id: { a: 1, b: 2 } }, { id: { b: 2, a: 1 } }, { id: { a: 2 } }]);
    const preview = await previewOf(await context.open(), { ...appended, mode: "merge", primaryKey: [["id"]] });
    if (preview !== undefined) strictEqual(preview.keys, 2);
  },

  "says which columns come": async (context) => {
    const plan = defineStream("users", { properties: { id: "integer" } });
    await context.load(plan, [{ id: 1 }]);
    const wider = defineStream("users", { properties: { id: "string", more: "date" } });
    const preview = await previewOf(await context.open(), wider);
    if (preview === undefined) return;
    strictEqual(preview.exists, true);
    deepStrictEqual(preview.addedColumns, ["more"]);
    if (context.supports.typed) deepStrictEqual(preview.widenedColumns, ["id"]);
  },

  "copies of a row with one raw id are one row": needing(
    ({ sql }) => sql,
    async (context) => {
      const appended = defineStream("users");
      await context.load(appended, [{ id: 1 }, { id: 2 }]);
      const table = quoteTable(await datasetOf(await context.open(), appended).table());
      await inspect(context, `insert into ${table} select * from ${table}`);
      const preview = await previewOf(await context.open(), { ...appended, mode: "merge", primaryKey: [["id"]] });
      if (preview !== undefined) deepStrictEqual([preview.rows, preview.keys], [2, 2]);
    },
  ),

  "rows that an unfinished refresh takes away do not count": async (context) => {
    const plan = defineStream("users", { properties: { id: "integer" } });
    await context.load(plan, [{ id: 1 }, { id: 2 }]);
    const run = await context.begin([plan], { begin: { refresh: [{ stream: plan.stream, keep: false }] } });
    await run.stage(plan, [{ id: 3 }]);
    await run.finalize();
    await run.finish({ outcome: "failed" });
    const preview = await previewOf(await context.open(), plan);
    if (preview !== undefined) strictEqual(preview.rows, 1);
  },
});

async function previewOf(cache: Cache, plan: StreamPlan): Promise<StreamPreview | undefined> {
  return (await cache.preview?.("shop", [plan]))?.[0];
}

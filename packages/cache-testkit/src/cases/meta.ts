import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { rawId, rawIdPrefix, type RecordChange } from "@airdock/core";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { changesOf, metaOf } from "../read-meta.ts";
import { readRows } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream } from "../record/test-stream.ts";

const users = defineStream("users", { properties: { id: "integer", age: "integer" } });
const declared: readonly RecordChange[] = [
  { field: "name", change: "TRUNCATED", reason: "SOURCE_FIELD_SIZE_LIMITATION" },
  { field: 'it\'s "odd"', change: "NULLED", reason: "SOURCE_SERIALIZATION_ERROR" },
];

/** The columns every table begins with. */
export const metaCases: readonly CacheCase[] = defineCases("meta", {
  "raw ids are those of run, stream and ordinal": async (context) => {
    for (const mode of ["append", "merge", "replace"] as const) {
      const plan = defineStream(mode, { mode, key: ["id"], namespace: "é" });
      const run = await context.begin([plan]);
      await run.stage(plan, [{ id: 1 }, { id: 2 }], { times: 2 });
      await run.finalize();
      await run.stage(plan, [{ id: 3 }]);
      await run.finalize({ complete: true });
      await run.finish();
      const prefix = rawIdPrefix(run.run, plan.stream);
      const ids = (await readRows(context, plan)).map((row) => [row["id"], row["_airbyte_raw_id"]]).sort();
      deepStrictEqual(
        ids,
        [1, 2, 3].map((ordinal) => [ordinal, rawId(prefix, ordinal)]),
      );
    }
  },

  "raw ids of two runs differ": async (context) => {
    await context.load(users, [{ id: 1 }]);
    await context.load(users, [{ id: 1 }]);
    const ids = (await readRows(context, users)).map((row) => String(row["_airbyte_raw_id"]));
    strictEqual(new Set(ids).size, 2);
    for (const id of ids) match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  },

  "the time of extraction is the record's emitted_at": async (context) => {
    const times = [0, 1, Date.UTC(2024, 1, 29, 23, 59, 59, 999), Date.UTC(1969, 11, 31, 23, 59, 59, 1)];
    await context.load(
      users,
      times.map((emittedAt, id) => record({ id }, { emittedAt })),
    );
    const rows = (await readRows(context, users)).map((row) => [row["id"], row["_airbyte_extracted_at"]]).sort();
    deepStrictEqual(
      rows,
      times.map((time, id) => [id, `${new Date(time).toISOString().slice(0, -1)}000Z`]),
    );
  },

  "sync_id is the run's number": async (context) => {
    const first = await context.begin([users]);
    await first.stage(users, [{ id: 1 }]);
    await first.finalize();
    await first.finish();
    const second = await context.begin([users]);
    await second.stage(users, [{ id: 2 }]);
    await second.finalize();
    const ids = (await readRows(context, users)).map((row) => [row["id"], metaOf(row).sync_id]).sort();
    deepStrictEqual(ids, [
      [1, first.run.id],
      [2, second.run.id],
    ]);
  },

  "a row nothing happened to has no changes": async (context) => {
    const report = await context.load(users, [{ id: 1, age: 30 }, { id: 2, age: null }, { id: 3 }]);
    strictEqual(report.streams[0]?.changed, 0);
    for (const row of await readRows(context, users))
      deepStrictEqual(
        Object.entries(metaOf(row))
          .map(([key]) => key)
          .sort(),
        ["changes", "sync_id"],
      );
    for (const row of await readRows(context, users)) deepStrictEqual(changesOf(row), []);
  },

  "changes the source declares are kept": async (context) => {
    for (const mode of ["append", "merge", "replace"] as const) {
      const plan = defineStream(mode, { mode, key: ["id"] });
      const report = await context.load(plan, [record({ id: 1 }, { changes: declared }), { id: 2 }]);
      strictEqual(report.streams[0]?.changed, 0, "the source's changes are none of ours");
      const [one, two] = (await readRows(context, plan)).toSorted((a, b) => Number(a["id"]) - Number(b["id"]));
      deepStrictEqual([changesOf(one), changesOf(two)], [declared, []]);
    }
  },

  "our changes follow those of the source": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const report = await context.load(users, [record({ id: 1, age: "old" }, { changes: declared })]);
      strictEqual(report.streams[0]?.changed, 1);
      const [row] = await readRows(context, users);
      deepStrictEqual(changesOf(row), [
        ...declared,
        { field: "age", change: "NULLED", reason: "DESTINATION_SERIALIZATION_ERROR" },
      ]);
    },
  },

  "changes name the property, not the column": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const plan = defineStream("users", { properties: { 'it\'s "odd"\n': "integer", b: "date", a: "integer" } });
      const report = await context.load(plan, [{ 'it\'s "odd"\n': "x", b: "x", a: "x" }, { a: 1 }]);
      strictEqual(report.streams[0]?.changed, 1);
      const changes = (await readRows(context, plan)).flatMap(changesOf);
      deepStrictEqual(
        changes.map(({ field }) => field),
        ['it\'s "odd"\n', "b", "a"],
      );
    },
  },

  "only finalized rows count as changed, each once": {
    needs: ({ typed }) => typed,
    run: async (context) => {
      const run = await context.begin([users]);
      await run.stage(users, [{ id: "x", age: "y" }, { id: 1 }, { id: "z" }], { times: 2 });
      strictEqual((await run.finalize({ streams: [{ plan: users, through: 2 }] })).streams[0]?.changed, 1);
      strictEqual((await run.finalize()).streams[0]?.changed, 1);
      strictEqual((await run.finalize()).streams[0]?.changed, 0);
    },
  },
});

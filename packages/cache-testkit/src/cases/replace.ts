import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import { listDataTables } from "../inspect-database.ts";
import { datasetOf, expectData, readRows } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { deadHolder } from "../run-start.ts";
import { streamState } from "../state-line.ts";

const users = defineStream("users", { mode: "replace" });
const orders = defineStream("orders", { mode: "replace" });
const ada = { id: 1, name: "Ada" };
const bob = { id: 2, name: "Bob" };

/** The write mode that swaps the table when the stream succeeds. */
export const replaceCases: readonly CacheCase[] = defineCases("replace", {
  "a stream that succeeds has its new rows only": async (context) => {
    await context.load(users, [ada, ada]);
    const report = await context.load(users, [bob, bob]);
    strictEqual(report.streams[0]?.written, 2);
    await expectData(context, users, [bob, bob]);
  },

  "no records of a stream that succeeds make an empty table": async (context) => {
    await context.load(users, [ada]);
    await context.load(users, []);
    await expectData(context, users, []);
    strictEqual(await datasetOf(await context.open(), users).count(), 0);
  },

  "tables whose long names begin alike are replaced side by side": async (context) => {
    const long = "a_stream_with_a_name_that_is_as_long_as_names_of_tables_may_be";
    const plans = ["1", "2"].map((end) => defineStream(long + end, { mode: "replace" }));
    for (const rows of [[ada], [bob]]) {
      const run = await context.begin(plans);
      for (const plan of plans) await run.stage(plan, rows);
      await run.finalize({ complete: false });
      for (const plan of plans) await run.stage(plan, rows);
      await run.finalize({ complete: true });
      await run.finish();
      for (const plan of plans) await expectData(context, plan, [...rows, ...rows]);
    }
  },

  "nobody sees the rows before the swap, also those that were finalized": async (context) => {
    await context.load(users, [ada]);
    const run = await context.begin([users]);
    await run.stage(users, [bob]);
    await run.finalize({ complete: false });
    await expectData(context, users, [ada]);
    await run.stage(users, [{ id: 3, name: "Cem" }]);
    await run.finalize({ complete: false });
    await expectData(context, users, [ada]);
    strictEqual(await datasetOf(await context.open(), users).count(), 1);
    await run.finalize({ complete: true });
    await expectData(context, users, [bob, { id: 3, name: "Cem" }]);
  },

  "the last part may bring rows with it": async (context) => {
    const run = await context.begin([users]);
    await run.stage(users, [ada]);
    await run.finalize();
    await run.stage(users, [bob]);
    await run.finalize({ complete: true });
    await expectData(context, users, [ada, bob]);
  },

  "a run that fails leaves the old rows, and the next one starts again": async (context) => {
    await context.load(users, [ada]);
    const run = await context.begin([users]);
    await run.stage(users, [bob]);
    await run.finalize();
    await run.finish({ outcome: "failed" });
    await expectData(context, users, [ada]);
    await context.load(users, [{ id: 4, name: "Dan" }]);
    await expectData(context, users, [{ id: 4, name: "Dan" }]);
  },

  "a run that is killed leaves the old rows, and the next one starts again": async (context) => {
    await context.load(users, [ada]);
    const run = await context.begin([users], { start: { holder: await deadHolder() } });
    await run.stage(users, [bob]);
    await run.finalize();
    await run.stage(users, [bob]);
    await expectData(context, users, [ada]);
    await context.load(users, [{ id: 4, name: "Dan" }]);
    await expectData(context, users, [{ id: 4, name: "Dan" }]);
  },

  "what a killed run gathered is gone when the next one has started": needing(
    ({ sql }) => sql,
    async (context) => {
      await context.load(users, [ada]);
      const before = await listDataTables(context);
      const run = await context.begin([users], { start: { holder: await deadHolder() } });
      await run.stage(users, [bob]);
      await run.finalize();
      await run.stage(users, [ada]);
      await context.startRun();
      deepStrictEqual(await listDataTables(context), before);
    },
  ),

  "discard drops what was finalized and not swapped": async (context) => {
    await context.load(users, [ada]);
    const run = await context.begin([users]);
    await run.stage(users, [bob]);
    await run.finalize();
    await run.writer(users).discard();
    await run.finish({ outcome: "failed" });
    await expectData(context, users, [ada]);
  },

  "a state is saved together with the swap": async (context) => {
    const state = streamState(users.stream, '{"__ab_full_refresh_sync_complete":true}');
    await context.load(users, [ada], { states: [state] });
    deepStrictEqual(await (await context.open()).states("shop"), [state]);
  },

  "one stream is swapped, the others stay": async (context) => {
    const first = await context.begin([users, orders]);
    for (const plan of [users, orders]) await first.stage(plan, [ada]);
    await first.finalize({ complete: true });
    await first.finish();
    const second = await context.begin([users, orders]);
    for (const plan of [users, orders]) await second.stage(plan, [bob]);
    await second.finalize({ streams: [{ plan: users, complete: true }, { plan: orders }] });
    await second.finish({ outcome: "partial" });
    await expectData(context, users, [bob]);
    await expectData(context, orders, [ada]);
  },

  "every run has a generation of its own": async (context) => {
    const generations: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      const run = await context.begin([users]);
      const { generation, minimumGeneration } = run.writer(users);
      strictEqual(minimumGeneration, generation);
      await run.stage(users, [ada]);
      await run.finalize({ complete: true });
      await run.finish();
      const [row] = await readRows(context, users);
      strictEqual(row?.["_airbyte_generation_id"], generation);
      generations.push(generation);
    }
    ok(
      Number(generations[0]) < Number(generations[1]) && Number(generations[1]) < Number(generations[2]),
      String(generations),
    );
  },

  "the table keeps its name": async (context) => {
    await context.load(users, [ada]);
    const table = await datasetOf(await context.open(), users).table();
    await context.load(users, [bob]);
    deepStrictEqual(await datasetOf(await context.open(), users).table(), table);
  },

  "a batch that is staged twice counts once": async (context) => {
    const run = await context.begin([users]);
    await run.stage(users, [ada, ada], { times: 2 });
    await run.finalize({ complete: true });
    await expectData(context, users, [ada, ada]);
  },

  "what was appended so far goes with the first swap": async (context) => {
    const appended = defineStream("users", { mode: "append" });
    await context.load(appended, [ada]);
    await context.load(users, [bob]);
    await expectData(context, users, [bob]);
    notStrictEqual((await context.startRun()).streams[0]?.mode, "append");
  },
});

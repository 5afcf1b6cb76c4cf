import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { StoredState, StoredStream, StreamPlan } from "@airdock/core";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { expectCode } from "../expect-code.ts";
import { inspect, quoteTable } from "../inspect-database.ts";
import { expectData, readRows } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { globalState, legacyState, streamState } from "../state-line.ts";

const events = defineStream("events", { properties: { id: "integer", name: "string" } });
const users = defineStream("users", {
  properties: { id: "integer", version: "integer" },
  key: ["id"],
  cursor: "version",
});
const orders = defineStream("orders");
const again = (plan: StreamPlan, keep = false) => ({ begin: { refresh: [{ stream: plan.stream, keep }] } });
const state = (plan: StreamPlan, value: string) => streamState(plan.stream, value);
const [old, fresh] = [
  { id: 1, name: "old" },
  { id: 1, name: "fresh" },
];

/** Streams that are read again from their beginning: generations. */
export const fullRefreshCases: readonly CacheCase[] = defineCases("full refresh", {
  "the state goes before the source starts, the rows at success": async (context) => {
    await context.load(events, [old], { states: [state(events, "1")] });
    const run = await context.begin([events], again(events));
    deepStrictEqual(run.states, []);
    deepStrictEqual(await states(context), []);
    await expectData(context, events, [old]);
    await run.stage(events, [fresh]);
    await run.finalize({ states: [state(events, "2")] });
    await expectData(context, events, [old, fresh]);
    const report = await run.finalize({ complete: true, states: [state(events, "3")] });
    strictEqual(report.streams[0]?.deleted, 1);
    await expectData(context, events, [fresh]);
    deepStrictEqual(await states(context), [state(events, "3")]);
  },

  "new rows have the next generation, older ones are below the minimum until success": async (context) => {
    await context.load(events, [old]);
    const before = await streamOf(context, events);
    strictEqual(before.minimumGeneration, 0);
    const run = await context.begin([events], again(events));
    const next = { generation: before.generation + 1, minimumGeneration: before.generation + 1 };
    deepStrictEqual(generationsOf(run.writer(events)), next);
    deepStrictEqual(generationsOf(await streamOf(context, events)), next);
    await run.stage(events, [fresh]);
    await run.finalize({ complete: true });
    await run.finish();
    deepStrictEqual(generationsOf(await streamOf(context, events)), { ...next, minimumGeneration: 0 });
    deepStrictEqual(
      (await readRows(context, events)).map((row) => row["_airbyte_generation_id"]),
      [next.generation],
    );
  },

  "a run that fails leaves it to the next one, with what it earned": async (context) => {
    await context.load(events, [old], { states: [state(events, "1")] });
    const failed = await context.begin([events], again(events));
    await failed.stage(events, [fresh]);
    await failed.finalize({ states: [state(events, "2")] });
    const generations = generationsOf(failed.writer(events));
    await failed.finish({ outcome: "failed" });
    const next = await context.begin([events]);
    deepStrictEqual(generationsOf(next.writer(events)), generations);
    deepStrictEqual(next.states, [state(events, "2")]);
    await next.stage(events, [{ id: 2, name: "more" }]);
    await expectData(context, events, [old, fresh]);
    await next.finalize({ complete: true, states: [state(events, "3")] });
    await next.finish();
    await expectData(context, events, [fresh, { id: 2, name: "more" }]);
    strictEqual((await streamOf(context, events)).minimumGeneration, 0);
  },

  "success without records empties the table": async (context) => {
    await context.load(events, [old, old]);
    const report = await context.load(events, [], again(events));
    strictEqual(report.streams[0]?.deleted, 2);
    await expectData(context, events, []);
    strictEqual((await streamOf(context, events)).rows, 0);
  },

  "older rows may be kept": async (context) => {
    await context.load(events, [old], { states: [state(events, "1")] });
    const before = await streamOf(context, events);
    const run = await context.begin([events], again(events, true));
    deepStrictEqual(run.states, []);
    deepStrictEqual(generationsOf(run.writer(events)), { generation: before.generation + 1, minimumGeneration: 0 });
    await run.stage(events, [fresh]);
    const report = await run.finalize({ complete: true });
    strictEqual(report.streams[0]?.deleted, 0);
    await expectData(context, events, [old, fresh]);
  },

  "later runs go on in the new generation": async (context) => {
    await context.load(events, [old]);
    await context.load(events, [fresh], again(events));
    const { generation } = await streamOf(context, events);
    const run = await context.begin([events]);
    deepStrictEqual(generationsOf(run.writer(events)), { generation, minimumGeneration: 0 });
    await run.stage(events, [old]);
    strictEqual((await run.finalize({ complete: true })).streams[0]?.deleted, 0);
    await expectData(context, events, [old, fresh]);
  },

  "in merge a row of a later generation is newer, whatever its cursor": async (context) => {
    await context.load(users, [
      { id: 1, version: 9 },
      { id: 2, version: 9 },
      { id: 3, version: 9 },
    ]);
    const run = await context.begin([users], again(users));
    await run.stage(users, [
      { id: 1, version: 1 },
      { id: 2, version: null },
    ]);
    await run.finalize();
    await expectData(context, users, [
      { id: 1, version: 1 },
      { id: 2, version: null },
      { id: 3, version: 9 },
    ]);
    await run.finalize({ complete: true });
    await expectData(context, users, [
      { id: 1, version: 1 },
      { id: 2, version: null },
    ]);
  },

  "of one stream only, the others keep theirs": async (context) => {
    const both = await context.begin([events, orders]);
    for (const plan of [events, orders]) await both.stage(plan, [old]);
    await both.finalize({ complete: true, states: [state(events, "1"), state(orders, "1")] });
    await both.finish();
    const run = await context.begin([events, orders], again(events));
    deepStrictEqual(run.states, [state(orders, "1")]);
    await run.finalize({ complete: true });
    await expectData(context, events, []);
    await expectData(context, orders, [old]);
  },

  "in a GLOBAL state only the stream's entry goes": async (context) => {
    const entry = (plan: StreamPlan) => ({ stream: plan.stream, value: '{"n" : 1.0}' });
    await context.load(events, [old], { states: [globalState(' {"lsn":1} ', [entry(orders), entry(events)])] });
    const run = await context.begin([events], again(events));
    deepStrictEqual(run.states, [globalState(' {"lsn":1} ', [entry(orders)])]);
    deepStrictEqual(await states(context), run.states);
  },

  "a LEGACY state goes whole": async (context) => {
    await context.load(events, [old], { states: [legacyState('{"a":1}')] });
    const run = await context.begin([events], {
      begin: { refresh: [{ stream: events.stream, keep: false }], forget: true },
    });
    deepStrictEqual(run.states, []);
    deepStrictEqual(await states(context), []);
  },

  "a stream that is left out of the run can be refreshed all the same": async (context) => {
    const both = await context.begin([events, orders]);
    for (const plan of [events, orders]) await both.stage(plan, [old]);
    await both.finalize({ complete: true, states: [state(events, "1"), state(orders, "1")] });
    await both.finish();
    const { generation } = await streamOf(context, orders);
    await context.load(events, [], again(orders));
    deepStrictEqual(await states(context), [state(events, "1")]);
    await expectData(context, orders, [old]);
    const run = await context.begin([orders]);
    deepStrictEqual(generationsOf(run.writer(orders)), {
      generation: generation + 1,
      minimumGeneration: generation + 1,
    });
    await run.stage(orders, [fresh]);
    await run.finalize({ complete: true });
    await expectData(context, orders, [fresh]);
  },

  "a begin that fails leaves a stream that was to be replaced as it was": async (context) => {
    const other = defineStream("orders", { properties: { id: "integer" }, onTypeChange: "stop" });
    const changed = defineStream("orders", { properties: { id: "string" }, onTypeChange: "stop" });
    await context.load(other, []);
    await context.load(users, [{ id: 1, version: 1 }], { states: [state(users, "1")] });
    const before = generationsOf(await streamOf(context, users));
    const failing = await context.startRun();
    const streams = [changed, { ...users, mode: "replace" as const }];
    await expectCode("SCHEMA_CHANGED", () => failing.begin({ streams, refresh: [] }));
    await failing.finish({ outcome: "failed", streams: [] });
    const run = await context.begin([users]);
    deepStrictEqual(generationsOf(run.writer(users)), before);
    await run.stage(users, [{ id: 2, version: 1 }]);
    await run.finalize({ complete: true });
    await expectData(context, users, [
      { id: 1, version: 1 },
      { id: 2, version: 1 },
    ]);
  },

  "a stream whose table was dropped is to be read again": needing(
    ({ sql }) => sql,
    async (context) => {
      for (const plan of [events, orders]) await context.load(plan, [old], { states: [state(plan, "1")] });
      const table = await (await context.open()).dataset({ connection: "shop", stream: events.stream }).table();
      await inspect(context, `drop table ${quoteTable(table)}`);
      const run = await context.startRun();
      const missed = run.streams.map(({ stream, missedState }) => [stream.name, missedState]).toSorted();
      deepStrictEqual(missed, [
        ["events", true],
        ["orders", false],
      ]);
      await run.finish({ outcome: "failed", streams: [] });
      await context.load(events, [fresh], again(events));
      await expectData(context, events, [fresh]);
      strictEqual((await streamOf(context, events)).missedState, false);
    },
  ),

  "a stream that was replaced so far can be appended to afterwards": async (context) => {
    const replaced = { ...events, mode: "replace" as const };
    await context.load(replaced, [old]);
    const run = await context.begin([events], again(events));
    await run.stage(events, [fresh]);
    await run.finalize();
    await expectData(context, events, [old, fresh]);
    await run.finalize({ complete: true });
    await expectData(context, events, [fresh]);
  },
});

async function states(context: CaseContext): Promise<readonly StoredState[]> {
  return await (await context.open()).states("shop");
}

async function streamOf(context: CaseContext, { stream }: StreamPlan): Promise<StoredStream> {
  const [connection] = await (await context.open()).connections();
  const found = connection?.streams.find((stored) => stored.stream.name === stream.name);
  if (found === undefined) throw new Error(`The cache does not know ${stream.name}.`);
  return found;
}

function generationsOf({
  generation,
  minimumGeneration,
}: Pick<StoredStream, "generation" | "minimumGeneration">): object {
  return { generation, minimumGeneration };
}

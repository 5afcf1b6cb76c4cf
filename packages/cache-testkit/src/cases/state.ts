import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { StoredState } from "@airdock/core";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { defineStream } from "../record/test-stream.ts";
import { globalState, legacyState, streamState } from "../state-line.ts";

const users = defineStream("users");
const orders = defineStream("orders");
const elsewhere = defineStream("users", { namespace: "eu" });
const state = (plan: typeof users, value: string) => streamState(plan.stream, value);

/** Lines as sources write them: whatever is in them is nobody's business but the source's. */
const odd: readonly StoredState[] = [
  state(users, '{ "cursor" :\t12345678901234567890.10 ,"e":1e400, "dup":1,"dup":2 }'),
  state(orders, '{"__ab_full_refresh_sync_complete":true,"text":"\\u00e9\\u0000\\ud800\\/\u4e2d \u{1f600}"}'),
  state(elsewhere, "null"),
  {
    type: "STREAM",
    stream: { name: 'it\'s "odd"', namespace: "" },
    text: ' {"state" : {"type":"STREAM","stream":{"stream_descriptor":{"name":"it\'s \\"odd\\"","namespace":""},"stream_state":{}},"sourceStats":{"recordCount":3.0},"x":[ ]},"type":"STATE" }  ',
  },
];

/** States: kept byte for byte, one kind at a time, saved, forgotten and replaced. */
export const stateCases: readonly CacheCase[] = defineCases("state", {
  "STREAM states come back byte for byte, each of its stream": async (context) => {
    await save(context, odd);
    deepStrictEqual(await readStates(context), sortStates(odd));
    deepStrictEqual(sortStates((await context.startRun()).states), sortStates(odd));
  },

  "and so they do when the database is opened again": needing(
    ({ durable }) => durable,
    async (context) => {
      await save(context, odd);
      await context.reopen();
      deepStrictEqual(await readStates(context), sortStates(odd));
    },
  ),

  "GLOBAL and LEGACY states come back byte for byte": async (context) => {
    for (const one of [
      globalState('{"lsn" : 99999999999999999999}', [{ stream: users.stream, value: ' {"a":1.0} ' }]),
      legacyState('{"a":{"b":[1, 2.50]},"__ab_state":" "}'),
    ]) {
      await save(context, [one]);
      deepStrictEqual(await readStates(context), [one]);
    }
  },

  "a megabyte of state is a state": async (context) => {
    const large = legacyState(JSON.stringify({ text: "0123456789".repeat(100_000) }));
    await save(context, [large]);
    deepStrictEqual(await readStates(context), [large]);
  },

  "a state replaces the one of its stream, and no other": async (context) => {
    await save(context, [state(users, "1"), state(orders, "1"), state(elsewhere, "1")]);
    await save(context, [state(users, "2")]);
    deepStrictEqual(
      await readStates(context),
      sortStates([state(users, "2"), state(orders, "1"), state(elsewhere, "1")]),
    );
  },

  "of several states of a stream in one part the last counts": async (context) => {
    await save(context, [state(users, "1"), state(orders, "5"), state(users, "2")]);
    deepStrictEqual(await readStates(context), sortStates([state(users, "2"), state(orders, "5")]));
  },

  "a state of one kind takes the place of all states of other kinds": async (context) => {
    const [stream, global, legacy] = [state(users, "1"), globalState("{}", []), legacyState("{}")];
    for (const next of [stream, global, stream, legacy, global, legacy, stream]) {
      await save(context, [next]);
      deepStrictEqual(await readStates(context), [next]);
    }
    await save(context, [stream, legacy, state(orders, "2")]);
    deepStrictEqual(await readStates(context), [state(orders, "2")]);
  },

  "states belong to their connection": async (context) => {
    await save(context, [state(users, "1")]);
    await context.load(users, [], { start: { connection: "other" }, states: [state(users, "2")] });
    deepStrictEqual(await readStates(context), [state(users, "1")]);
    deepStrictEqual(await readStates(context, "other"), [state(users, "2")]);
    deepStrictEqual(await readStates(context, "nobody"), []);
  },

  "forget takes the STREAM state of a stream away": async (context) => {
    await save(context, [state(users, "1"), state(elsewhere, "1")]);
    await context.load(users, [], { forget: [users.stream] });
    deepStrictEqual(await readStates(context), [state(elsewhere, "1")]);
  },

  "forget comes after the states of the same part": async (context) => {
    await context.load(users, [], { states: [state(users, "1"), state(orders, "1")], forget: [users.stream] });
    deepStrictEqual(await readStates(context), [state(orders, "1")]);
  },

  "forget cuts a stream out of a GLOBAL state, and nothing else": async (context) => {
    const entry = (plan: typeof users) => ({ stream: plan.stream, value: ' {"n":1.00} ' });
    await save(context, [globalState(" 12345678901234567890 ", [entry(users), entry(orders), entry(elsewhere)])]);
    await context.load(users, [], { forget: [orders.stream] });
    deepStrictEqual(await readStates(context), [
      globalState(" 12345678901234567890 ", [entry(users), entry(elsewhere)]),
    ]);
    await context.load(users, [], { forget: [users.stream, elsewhere.stream] });
    deepStrictEqual(await readStates(context), [globalState(" 12345678901234567890 ", [])]);
  },

  "forget leaves a LEGACY state alone": async (context) => {
    await save(context, [legacyState('{"a":1}')]);
    await context.load(users, [], { forget: [users.stream] });
    deepStrictEqual(await readStates(context), [legacyState('{"a":1}')]);
  },

  "setStates replaces all states: import, and reset": async (context) => {
    await save(context, [state(users, "1"), state(orders, "1")]);
    const run = await context.startRun();
    await run.setStates([state(orders, " 7 "), state(elsewhere, "8")]);
    deepStrictEqual(await readStates(context), sortStates([state(orders, " 7 "), state(elsewhere, "8")]));
    await run.setStates([globalState("1", [])]);
    deepStrictEqual(await readStates(context), [globalState("1", [])]);
    await run.setStates([]);
    deepStrictEqual(await readStates(context), []);
    await run.finish({ outcome: "ok", streams: [] });
  },

  "setStates can bring states of streams that have no table": async (context) => {
    const run = await context.startRun();
    await run.setStates(odd);
    await run.finish({ outcome: "ok", streams: [] });
    deepStrictEqual(await readStates(context), sortStates(odd));
  },

  "a part may consist of states alone": async (context) => {
    const run = await context.begin([users]);
    await run.finalize({ streams: [], states: [state(users, "1")] });
    deepStrictEqual(await readStates(context), [state(users, "1")]);
    await run.finish();
  },

  "a stream that a GLOBAL or LEGACY state passed by has missed it": async (context) => {
    for (const passing of [globalState("{}", []), legacyState("{}")]) {
      const connection = passing.type.toLowerCase();
      const both = await context.begin([users, orders], { start: { connection } });
      await both.finalize({ complete: true, states: [passing] });
      await both.finish();
      deepStrictEqual(await missedStreams(context, connection), []);
      await context.load(users, [], { start: { connection }, states: [passing] });
      deepStrictEqual(await missedStreams(context, connection), ["orders"]);
      await context.load(orders, [], {
        start: { connection },
        begin: { refresh: [{ stream: orders.stream, keep: false }] },
      });
      deepStrictEqual(await missedStreams(context, connection), []);
    }
  },

  "a STREAM state passes nobody by": async (context) => {
    await context.load(orders, []);
    await context.load(users, [], { states: [state(users, "1")] });
    deepStrictEqual(await missedStreams(context, "shop"), []);
  },

  "a run starts with the states as they are": async (context) => {
    await save(context, [state(users, "1"), state(orders, "2")]);
    const run = await context.startRun();
    deepStrictEqual(sortStates(run.states), sortStates([state(users, "1"), state(orders, "2")]));
    const begun = await run.begin({ streams: [users], refresh: [] });
    deepStrictEqual(sortStates(begun.states), sortStates([state(users, "1"), state(orders, "2")]));
    strictEqual(begun.writers.length, 1);
  },
});

async function save(context: CaseContext, states: readonly StoredState[]): Promise<void> {
  await context.load(users, [], { states });
}

async function readStates(context: CaseContext, connection: string = "shop"): Promise<readonly StoredState[]> {
  return sortStates(await (await context.open()).states(connection));
}

async function missedStreams(context: CaseContext, connection: string): Promise<readonly string[]> {
  const stored = await (await context.open()).connections();
  const streams = stored.find(({ name }) => name === connection)?.streams ?? [];
  return streams.filter(({ missedState }) => missedState).map(({ stream }) => stream.name);
}

function sortStates(states: readonly StoredState[]): readonly StoredState[] {
  return states.toSorted((one, other) => (one.text < other.text ? -1 : 1));
}

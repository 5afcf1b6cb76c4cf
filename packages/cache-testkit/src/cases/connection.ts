import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { currentHolder, type RunStart } from "@airdock/core";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { expectCode } from "../expect-code.ts";
import { nextTurn } from "../next-turn.ts";
import { readData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { deadHolder, distantHolder, runStart } from "../run-start.ts";
import { streamState } from "../state-line.ts";

const users = defineStream("users", { properties: { id: "integer" } });
const state = streamState(users.stream, '{"id":1}');

/** Who may write for a connection: one run at a time, of one connector with one config. */
export const connectionCases: readonly CacheCase[] = defineCases("connection", {
  "is busy while a run goes on, and says with whom": async (context) => {
    await context.startRun();
    const error = await expectCode("CONNECTION_BUSY", () => context.startRun());
    match(error.message, /shop/);
    match(error.message, new RegExp(`\\b${process.pid}\\b`));
    strictEqual(error.retryable, true);
  },

  "is busy for every cache object on the same database": needing(
    ({ durable }) => durable,
    async (context) => {
      await context.startRun();
      const other = await context.createCache();
      const start = await runStart();
      await expectCode("CONNECTION_BUSY", () => other.startRun(start));
    },
  ),

  "leaves other connections free": async (context) => {
    const runs = [await context.startRun({ connection: "a" }), await context.startRun({ connection: "b" })];
    await expectCode("CONNECTION_BUSY", () => context.startRun({ connection: "a" }));
    for (const run of runs) await run.finish({ outcome: "ok", streams: [] });
  },

  "a refused run leaves no trace": async (context) => {
    const run = await context.startRun();
    await expectCode("CONNECTION_BUSY", () => context.startRun());
    strictEqual((await (await context.open()).runs()).length, 1);
    await run.renew();
    await run.finish({ outcome: "ok", streams: [] });
    await context.startRun();
  },

  "is taken over at once from a process of this host that has ended": async (context) => {
    const dead = await context.startRun({ holder: await deadHolder() });
    const run = await context.startRun();
    strictEqual((await (await context.open()).runs()).find(({ id }) => id === dead.id)?.endedAt, undefined);
    await run.finish({ outcome: "ok", streams: [] });
  },

  "is not taken over from a process elsewhere that has just given a sign of life": async (context) => {
    await context.startRun({ holder: distantHolder() });
    const error = await expectCode("CONNECTION_BUSY", () => context.startRun());
    match(error.message, /another-host\.example/);
  },

  "is not taken over from a process in another namespace of this host, whose id says nothing": async (context) => {
    const { pid } = await deadHolder();
    await context.startRun({ holder: { ...(await currentHolder()), pid, pidNamespace: "pid:[1]", processStart: "1" } });
    await expectCode("CONNECTION_BUSY", () => context.startRun());
  },

  "is taken over from any process that is silent for too long": async (context) => {
    await context.startRun({ holder: distantHolder() });
    await takeOver(context);
  },

  "is kept by renewing the lease": async (context) => {
    const run = await context.startRun({ holder: distantHolder() });
    for (let round = 0; round < 3; round += 1) await run.renew();
    await expectCode("CONNECTION_BUSY", () => context.startRun());
    await run.finish({ outcome: "ok", streams: [] });
    await context.startRun();
  },

  "belongs to one connector": async (context) => {
    await context.load(users, []);
    const error = await expectCode("CONNECTION_CHANGED", () => context.startRun({ connector: "npm:source-other" }));
    match(`${error.message} ${error.hint}`, /shop/);
    await context.load(users, []);
  },

  "does not mind another version of its connector": async (context) => {
    await context.load(users, [], { states: [state] });
    await context.load(users, [], { start: { connectorVersion: "2.0.0" } });
  },

  "belongs to one config as soon as a state is stored": async (context) => {
    await context.load(users, []);
    await context.load(users, [], { start: { configHash: "config-2" } });
    await context.load(users, [], { start: { configHash: "config-3" }, states: [state] });
    await expectCode("CONNECTION_CHANGED", () => context.startRun({ configHash: "config-4" }));
    await context.load(users, [], { start: { configHash: "config-3" }, forget: [users.stream] });
    await context.load(users, [], { start: { configHash: "config-4" } });
  },

  "a change that is meant holds from begin on": async (context) => {
    await context.load(users, [{ id: 1 }], { states: [state] });
    const change = { configHash: "config-2" };
    const run = await context.startRun({ ...change, acceptChange: true });
    await run.finish({ outcome: "failed", streams: [] });
    await expectCode("CONNECTION_CHANGED", () => context.startRun(change));
    await context.load(users, [{ id: 2 }]);
  },

  "takes a change that is meant": async (context) => {
    await context.load(users, [{ id: 1 }], { states: [state] });
    await context.load(users, [{ id: 2 }], {
      start: { connector: "npm:source-other", configHash: "config-2", acceptChange: true },
    });
    const [stored] = await (await context.open()).connections();
    deepStrictEqual([stored?.connector, stored?.configHash], ["npm:source-other", "config-2"]);
    await expectCode("CONNECTION_CHANGED", () => context.startRun());
    strictEqual((await readData(context, users)).length, 2);
  },
});

/** Starts runs until one takes the connection over: its holder is to be taken for dead after a millisecond. */
async function takeOver(context: CaseContext, start: Partial<RunStart> = {}): Promise<void> {
  const cache = await context.open();
  const wish = await runStart({ staleAfter: 1, ...start });
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    try {
      await cache.startRun(wish);
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "CONNECTION_BUSY")) throw error;
      await nextTurn();
    }
  }
  throw new Error("The connection stays busy.");
}

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { CallOptions } from "@airdock/core";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import { rejectionOf } from "../expect-code.ts";
import { nextTurn } from "../next-turn.ts";
import { datasetOf, expectData, readData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { runStart } from "../run-start.ts";
import { streamState } from "../state-line.ts";

const users = defineStream("users", { properties: { id: "integer" } });
const reason = new Error("The case has changed its mind.");
const aborted: CallOptions = { signal: AbortSignal.abort(reason) };
const state = (id: number) => streamState(users.stream, String(id));

/** Calls that are given up. */
export const abortCases: readonly CacheCase[] = defineCases("abort", {
  "every call of a cache rejects with the signal's reason": async (context) => {
    await context.load(users, [{ id: 1 }]);
    const cache = await context.open();
    const start = await runStart();
    const dataset = datasetOf(cache, users);
    await expectReason(() => cache.startRun(start, aborted));
    await expectReason(() => cache.connections(aborted));
    await expectReason(() => cache.states("shop", aborted));
    await expectReason(() => cache.runs(aborted));
    await expectReason(() => dataset.table(aborted));
    await expectReason(() => dataset.columns(aborted));
    await expectReason(() => dataset.count(aborted));
    await expectReason(() => Array.fromAsync(dataset.rows(aborted)));
    strictEqual((await cache.runs()).length, 1);
    await context.load(users, [{ id: 2 }]);
  },

  "so does opening, which can be tried again": async (context) => {
    const cache = await context.createCache();
    await expectReason(() => cache.open(aborted));
    await cache.open();
    deepStrictEqual(await cache.connections(), []);
  },

  "so does a query": needing(
    ({ sql }) => sql,
    async (context) => {
      const cache = await context.open();
      await expectReason(async () => await cache.query?.("select 1", aborted));
    },
  ),

  "so does every call of a run, and the run goes on": async (context) => {
    const run = await context.startRun();
    await expectReason(() => run.begin({ streams: [users], refresh: [] }, aborted));
    await expectReason(() => run.setStates([state(9)], aborted));
    await expectReason(() => run.reject([{ reason: "broken-json", excerpt: "{" }], aborted));
    await expectReason(() => run.renew(aborted));
    await expectReason(() => run.finish({ outcome: "ok", streams: [] }, aborted));
    deepStrictEqual(await (await context.open()).states("shop"), []);
    await run.finish({ outcome: "ok", streams: [] });
  },

  "staging and finalizing that were given up can be tried again": async (context) => {
    const run = await context.begin([users]);
    await expectReason(() => run.stage(users, [{ id: 1 }], aborted));
    await run.stage(users, [{ id: 1 }]);
    await expectReason(() => run.finalize({ states: [state(1)] }, aborted));
    await expectReason(() => run.writer(users).discard(aborted));
    await expectData(context, users, []);
    strictEqual((await run.finalize({ states: [state(1)] })).streams[0]?.written, 1);
    await expectData(context, users, [{ id: 1 }]);
  },

  "a finalize that is given up halfway is in, or is not; called again, it is in once": async (context) => {
    const run = await context.begin([users]);
    for (let round = 1; round <= 6; round += 1) {
      await run.stage(
        users,
        Array.from({ length: 50 }, () => ({ id: round })),
      );
      const controller = new AbortController();
      const part = { states: [state(round)] };
      const finalizing = run.finalize(part, { signal: controller.signal });
      for (let turn = 0; turn < round * 3; turn += 1) await nextTurn();
      controller.abort(reason);
      await finalizing.catch((error: unknown) => strictEqual(error, reason));
      const [seen, saved] = [(await readData(context, users)).length, await (await context.open()).states("shop")];
      strictEqual(seen === round * 50, saved[0]?.text === state(round).text, "rows and state were parted");
      if (seen < round * 50) await run.finalize(part);
      strictEqual((await readData(context, users)).length, round * 50);
    }
    await run.finish();
  },

  "reading that is given up ends at the next row": async (context) => {
    await context.load(
      users,
      Array.from({ length: 3000 }, (_, id) => ({ id })),
    );
    const controller = new AbortController();
    let seen = 0;
    const error = await rejectionOf(async () => {
      for await (const _ of datasetOf(await context.open(), users).rows({ signal: controller.signal })) {
        if (++seen === 5) controller.abort(reason);
      }
    });
    strictEqual(error, reason);
    strictEqual(seen, 5);
    strictEqual((await readData(context, users)).length, 3000);
  },
});

async function expectReason(call: () => Promise<unknown>): Promise<void> {
  strictEqual(await rejectionOf(call), reason);
}

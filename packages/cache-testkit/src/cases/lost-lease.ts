import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { StreamPlan } from "@airdock/core";
import { type CacheCase, defineCases } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { expectCode } from "../expect-code.ts";
import { expectData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { deadHolder } from "../run-start.ts";
import { streamState } from "../state-line.ts";
import type { TestRun } from "../test-run.ts";

const users = defineStream("users", { properties: { id: "integer" } });
const replaced = defineStream("orders", { properties: { id: "integer" }, mode: "replace" });
const done = { outcome: "ok", streams: [] } as const;

/** A run whose connection was taken over: it was taken for dead, and was not. */
export const lostLeaseCases: readonly CacheCase[] = defineCases("lost lease", {
  "nothing can be written any more": async (context) => {
    const { old } = await takeOver(context, [users, replaced]);
    await expectCode("LEASE_LOST", () => old.finalize({ streams: [{ plan: users }] }));
    await expectCode("LEASE_LOST", () => old.finalize({ streams: [{ plan: replaced }], complete: true }));
    await expectCode("LEASE_LOST", () => old.finalize({ streams: [], states: [streamState(users.stream, "1")] }));
    await expectCode("LEASE_LOST", () => old.run.setStates([]));
    await expectCode("LEASE_LOST", () => old.run.reject([{ reason: "broken-json", excerpt: "{" }]));
    await expectCode("LEASE_LOST", () => old.run.renew());
    await expectCode("LEASE_LOST", () => old.run.finish(done));
    await expectData(context, users, []);
    deepStrictEqual(await (await context.open()).states("shop"), []);
  },

  "not even begun": async (context) => {
    const old = await context.startRun({ holder: await deadHolder() });
    const next = await context.startRun();
    await expectCode("LEASE_LOST", () => old.begin({ streams: [users], refresh: [] }));
    deepStrictEqual((await (await context.open()).connections())[0]?.streams, []);
    await next.finish(done);
  },

  "the run that took over is not disturbed": async (context) => {
    const { old, next } = await takeOver(context, [users, replaced]);
    for (const plan of [users, replaced]) await next.stage(plan, [{ id: 2 }]);
    await old.stage(users, [{ id: 3 }]).catch(() => undefined);
    for (const plan of [users, replaced])
      await old
        .writer(plan)
        .discard()
        .catch(() => undefined);
    await expectCode("LEASE_LOST", () => old.finalize());
    await next.finalize({ complete: true, states: [streamState(users.stream, "2")] });
    await expectCode("LEASE_LOST", () => old.finish());
    await expectData(context, users, [{ id: 2 }]);
    await expectData(context, replaced, [{ id: 2 }]);
    deepStrictEqual(await (await context.open()).states("shop"), [streamState(users.stream, "2")]);
    await expectCode("CONNECTION_BUSY", () => context.startRun());
    await next.finish();
    strictEqual((await (await context.open()).runs())[0]?.report?.outcome, "ok");
  },

  "what the old run had made visible stays": async (context) => {
    const old = await context.begin([users], { start: { holder: await deadHolder() } });
    await old.stage(users, [{ id: 1 }]);
    await old.finalize({ states: [streamState(users.stream, "1")] });
    await old.stage(users, [{ id: 2 }]);
    const next = await context.begin([users]);
    deepStrictEqual(next.states, [streamState(users.stream, "1")]);
    await next.stage(users, [{ id: 2 }]);
    await next.finalize({ states: [streamState(users.stream, "2")] });
    await next.finish();
    await expectData(context, users, [{ id: 1 }, { id: 2 }]);
  },

  "also when the connection is free again": async (context) => {
    const { old, next } = await takeOver(context, [users]);
    await next.finish();
    await expectCode("LEASE_LOST", () => old.finalize());
    await expectCode("LEASE_LOST", () => old.run.renew());
    await expectData(context, users, []);
  },
});

/** A run with a staged row in each stream, and another one that took its connection over. */
async function takeOver(context: CaseContext, plans: readonly StreamPlan[]): Promise<{ old: TestRun; next: TestRun }> {
  const old = await context.begin(plans, { start: { holder: await deadHolder() } });
  for (const plan of plans) await old.stage(plan, [{ id: 1 }]);
  return { old, next: await context.begin(plans) };
}

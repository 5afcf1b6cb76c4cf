import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { StreamPlan } from "@airdock/core";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { rejectionOf } from "../expect-code.ts";
import { inspect, quoteName, quoteTable } from "../inspect-database.ts";
import { datasetOf, expectData, readData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { streamState } from "../state-line.ts";

const users = defineStream("users", { properties: { id: "integer" } });
const [orders, merged, replaced] = (["append", "merge", "replace"] as const).map((mode) =>
  defineStream(`orders_${mode}`, { properties: { id: "integer" }, mode, key: ["id"] }),
) as [StreamPlan, StreamPlan, StreamPlan];
const state = (id: number) => streamState(users.stream, String(id));

/** A step that fails: everything is as it was before, and the step can be tried again. */
export const failureCases: readonly CacheCase[] = defineCases("failure", {
  ...Object.fromEntries(
    [orders, merged, replaced].map((plan) => [
      `a finalize that fails in one stream changes nothing in another (${plan.mode})`,
      {
        needs: ({ sql }) => sql,
        run: async (context) => {
          await context.load(plan, [{ id: 1 }]);
          const run = await context.begin([plan, users]);
          await run.stage(plan, [{ id: 2 }]);
          await run.stage(users, [{ id: 1 }]);
          await withoutTable(context, users, async () => {
            await rejectionOf(() => run.finalize({ complete: true, states: [state(1)] }));
            await expectData(context, plan, [{ id: 1 }]);
            deepStrictEqual(await (await context.open()).states("shop"), []);
          });
          await expectData(context, users, []);
          strictEqual((await run.finalize({ complete: true, states: [state(1)] })).streams[1]?.written, 1);
          await run.finish();
          await expectData(context, users, [{ id: 1 }]);
          await expectData(context, plan, plan.mode === "replace" ? [{ id: 2 }] : [{ id: 1 }, { id: 2 }]);
          deepStrictEqual(await (await context.open()).states("shop"), [state(1)]);
        },
      } satisfies Pick<CacheCase, "needs" | "run">,
    ]),
  ),

  "after a finalize that failed the run can be finished": {
    needs: ({ sql }) => sql,
    run: async (context) => {
      await context.load(orders, [{ id: 1 }]);
      const run = await context.begin([orders]);
      await run.stage(orders, [{ id: 2 }]);
      await withoutTable(context, orders, async () => void (await rejectionOf(() => run.finalize())));
      await run.finish({ outcome: "failed" });
      await expectData(context, orders, [{ id: 1 }]);
      await context.load(orders, [{ id: 3 }]);
      await expectData(context, orders, [{ id: 1 }, { id: 3 }]);
    },
  },

  "a finalize that is called again, its answer being lost, loads nothing twice": async (context) => {
    for (const plan of [orders, merged]) {
      const run = await context.begin([plan]);
      await run.stage(plan, [{ id: 1 }, { id: 2 }]);
      await run.finalize({ states: [state(2)] });
      strictEqual((await run.finalize({ states: [state(2)] })).streams[0]?.written, 0);
      await run.stage(plan, [{ id: 3 }]);
      strictEqual((await run.finalize({ states: [state(3)] })).streams[0]?.written, 1);
      await run.finish();
      await expectData(context, plan, [{ id: 1 }, { id: 2 }, { id: 3 }]);
    }
  },

  "a state that cannot be saved keeps its rows back": needing(
    ({ durable }) => durable,
    async (context) => {
      const run = await context.begin([users]);
      await run.stage(users, [{ id: 1 }]);
      const broken = {
        type: "STREAM",
        stream: users.stream,
        get text(): string {
          throw new Error("This state cannot be read.");
        },
      } as const;
      await rejectionOf(() => run.finalize({ states: [broken] }));
      strictEqual((await readData(context, users)).length, 0);
      await run.finalize({ states: [state(1)] });
      await expectData(context, users, [{ id: 1 }]);
    },
  ),

  "a batch that cannot be read to its end is staged whole when it comes again": async (context) => {
    const run = await context.begin([users]);
    await run.stage(users, [{ id: 1 }]);
    await rejectionOf(() => run.stage(users, [{ id: 2 }, { id: 3 }], { breaks: true }));
    await run.stage(users, [{ id: 2 }, { id: 3 }]);
    strictEqual((await run.finalize()).streams[0]?.written, 3);
    await expectData(context, users, [{ id: 1 }, { id: 2 }, { id: 3 }]);
  },
});

/** Does something while a stream's table bears another name. */
async function withoutTable(context: CaseContext, plan: StreamPlan, work: () => Promise<void>): Promise<void> {
  const table = await datasetOf(await context.open(), plan).table();
  const hidden = { ...table, name: `${table.name}_hidden` };
  await inspect(context, `alter table ${quoteTable(table)} rename to ${quoteName(hidden.name)}`);
  await work();
  await inspect(context, `alter table ${quoteTable(hidden)} rename to ${quoteName(table.name)}`);
}

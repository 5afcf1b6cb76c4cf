import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { type CacheCase, type CaseNeed, defineCases, needing } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { expectCode } from "../expect-code.ts";
import { nextTurn } from "../next-turn.ts";
import type { CacheProcess } from "../process/cache-process.ts";
import type { HeldRun } from "../process/hold-run.ts";
import { expectData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { runStart } from "../run-start.ts";
import { TestRun } from "../test-run.ts";

const durable: CaseNeed = ({ durable: isDurable }) => isDurable;
const users = defineStream("users", { properties: { id: "integer" } });
const held: HeldRun = { plan: users, records: [{ id: 1 }, { id: 2 }] };

/** Two processes on one database. */
export const processCases: readonly CacheCase[] = defineCases("process", {
  "a connection is busy while another process syncs it, and free afterwards": needing(durable, async (context) => {
    const other = await holdRun(context);
    const error = await expectCode("CONNECTION_BUSY", () => context.startRun());
    match(error.message, new RegExp(`\\b${other.pid}\\b`));
    await expectAnswer(other, "finalized");
    await expectCode("CONNECTION_BUSY", () => context.startRun());
    await expectAnswer(other, "finished");
    await expectData(context, users, [{ id: 1 }, { id: 2 }]);
    await context.load(users, [{ id: 3 }]);
  }),

  "another connection is free all the while": needing(durable, async (context) => {
    const other = await holdRun(context);
    await context.load(users, [{ id: 7 }], { start: { connection: "other" } });
    await expectAnswer(other, "finalized");
    await expectData(context, users, [{ id: 7 }], "other");
    await expectData(context, users, [{ id: 1 }, { id: 2 }]);
  }),

  "what another process has made visible is there, once it has": needing(durable, async (context) => {
    const other = await holdRun(context);
    await expectData(context, users, []);
    await expectAnswer(other, "finalized");
    await expectData(context, users, [{ id: 1 }, { id: 2 }]);
  }),

  "a connection is free at once when its process was killed": needing(durable, async (context) => {
    const other = await holdRun(context);
    await other.kill();
    await context.load(users, [{ id: 3 }]);
    await expectData(context, users, [{ id: 3 }]);
  }),

  "a process that stood still for too long and wakes up writes nothing any more": needing(durable, async (context) => {
    const other = await holdRun(context);
    await context.open();
    other.signal("SIGSTOP");
    const run = await takeOver(context);
    await run.stage(users, [{ id: 3 }]);
    other.signal("SIGCONT");
    await expectAnswer(other, "LEASE_LOST");
    await run.finalize({ complete: true });
    await expectAnswer(other, "LEASE_LOST");
    await run.finish();
    await expectData(context, users, [{ id: 3 }]);
  }),

  "others can read while a run goes on": needing(
    ({ durable: isDurable, concurrentReaders }) => isDurable && concurrentReaders,
    async (context) => {
      await context.load(users, [{ id: 1 }]);
      const reader = context.startProcess("count-rows", { connection: "shop", stream: users.stream });
      strictEqual(await reader.line(), "1");
      const run = await context.begin([users]);
      for (const id of [2, 3]) {
        await run.stage(users, [{ id }]);
        await run.finalize();
        reader.say("again");
        strictEqual(await reader.line(), String(id));
      }
    },
  ),

  "two processes make a new database together": needing(durable, async (context) => {
    const others = ["a", "b"].map((name) => context.startProcess("hold-run", { ...held, connection: name }));
    await Promise.all(others.map(async (other) => await other.until("staged")));
    await Promise.all(others.map(async (other) => await expectAnswer(other, "finalized")));
    for (const connection of ["a", "b"]) await expectData(context, users, [{ id: 1 }, { id: 2 }], connection);
    deepStrictEqual((await (await context.open()).runs()).map(({ connection }) => connection).sort(), ["a", "b"]);
  }),
});

/** Another process that has begun a run and staged two rows. */
async function holdRun(context: CaseContext): Promise<CacheProcess> {
  const other = context.startProcess("hold-run", held);
  await other.until("staged");
  return other;
}

/** Lets the other process take its next step, and hears how it went. */
async function expectAnswer(other: CacheProcess, answer: string): Promise<void> {
  other.say("go on");
  strictEqual(await other.line(), answer);
}

/** Takes the connection over from a process that lives and is silent for more than a tenth of a second. */
async function takeOver(context: CaseContext): Promise<TestRun> {
  const cache = await context.open();
  const start = await runStart({ staleAfter: 100 });
  for (;;) {
    try {
      return await TestRun.begin(await cache.startRun(start), [users]);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "CONNECTION_BUSY")) throw error;
      await nextTurn();
    }
  }
}

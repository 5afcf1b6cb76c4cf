import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Cache, StreamPlan } from "@airdock/core";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { nextTurn } from "../next-turn.ts";
import { datasetOf, readRows } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { globalState, streamState } from "../state-line.ts";

const users = defineStream("users", { properties: { id: "integer", round: "integer" } });
const orders = defineStream("orders", { properties: { id: "integer" } });
const merged = defineStream("merged", { properties: { id: "integer", round: "integer" }, key: ["id"] });
const replaced = defineStream("replaced", { properties: { id: "integer", round: "integer" }, mode: "replace" });
const rounds = 8;

/** What readers see while a run writes: the last finalized rows, and never half of a part. */
export const visibilityCases: readonly CacheCase[] = defineCases("visibility", {
  "rows and the state they earned become visible together": async (context) => {
    const cache = await context.open();
    const run = await context.begin([users]);
    await whileWriting(
      async (round) => {
        await run.stage(users, [{ id: round, round }]);
        await run.finalize({ states: [streamState(users.stream, String(round + 1))] });
      },
      async () => {
        const [before, count, after] = [
          await position(cache),
          await datasetOf(cache, users).count(),
          await position(cache),
        ];
        ok(before <= count && count <= after, `${count} rows between the states ${before} and ${after}`);
      },
    );
  },

  "so do the rows of several streams": async (context) => {
    const cache = await context.open();
    const run = await context.begin([users, orders]);
    const count = async (plan: StreamPlan): Promise<number> => await datasetOf(cache, plan).count();
    await whileWriting(
      async (round) => {
        await run.stage(users, [{ id: round }]);
        await run.stage(orders, [{ id: round }]);
        await run.finalize({ states: [globalState(String(round + 1), [])] });
      },
      async () => {
        const [before, between, after] = [await count(users), await count(orders), await count(users)];
        ok(before <= between && between <= after, `${between} orders between ${before} and ${after} users`);
      },
    );
  },

  "a row that is merged anew is never missing, and never there twice": async (context) => {
    await context.load(merged, numbered(20, 0));
    const run = await context.begin([merged]);
    await whileWriting(
      async (round) => {
        await run.stage(merged, numbered(20, round + 1));
        await run.finalize();
      },
      async () => {
        const rows = await readRows(context, merged);
        strictEqual(rows.length, 20);
        strictEqual(new Set(rows.map((row) => row["round"])).size, 1);
      },
    );
  },

  "a table that is replaced is the old one or the new one": async (context) => {
    await context.load(replaced, numbered(10, 0));
    await whileWriting(
      async (round) => void (await context.load(replaced, numbered(10 + round, round + 1))),
      async () => {
        const rows = await readRows(context, replaced);
        const seen = new Set(rows.map((row) => row["round"]));
        strictEqual(seen.size, 1);
        strictEqual(rows.length, Math.max(10, 9 + Number([...seen][0])));
      },
    );
  },

  "reading does not hold up writing, nor writing reading": async (context) => {
    await context.load(users, numbered(5000, 0));
    const run = await context.begin([users]);
    await run.stage(users, numbered(5000, 1));
    const [rows] = await Promise.all([readRows(context, users), run.finalize()]);
    ok(rows.length === 5000 || rows.length === 10_000, `${rows.length} rows were read`);
    strictEqual((await readRows(context, users)).length, 10_000);
  },

  "several readers read at once": async (context) => {
    await context.load(users, numbered(3000, 0));
    const all = await Promise.all(Array.from({ length: 4 }, async () => (await readRows(context, users)).length));
    deepStrictEqual(all, [3000, 3000, 3000, 3000]);
  },

  "two connections are written side by side": async (context) => {
    const connections = ["a", "b", "c"];
    await Promise.all(
      connections.map(
        async (connection, index) => await context.load(users, numbered(100 + index, index), { start: { connection } }),
      ),
    );
    const counts = await Promise.all(
      connections.map(async (connection) => (await readRows(context, users, connection)).length),
    );
    deepStrictEqual(counts, [100, 101, 102]);
  },
});

/** Writes some rounds, and looks over and over again until they are written. */
async function whileWriting(write: (round: number) => Promise<void>, look: () => Promise<void>): Promise<void> {
  let isWriting = true;
  const writing = (async () => {
    for (let round = 0; round < rounds; round += 1) await write(round);
  })().finally(() => (isWriting = false));
  const looking = (async () => {
    while (isWriting) {
      await look();
      await nextTurn();
    }
  })();
  await Promise.all([writing, looking]);
}

/** What the one STREAM state says. */
async function position(cache: Cache): Promise<number> {
  const [state] = await cache.states("shop");
  return Number(/"stream_state":(\d+)/.exec(state?.text ?? "")?.[1] ?? 0);
}

function numbered(count: number, round: number): { id: number; round: number }[] {
  return Array.from({ length: count }, (_, id) => ({ id, round }));
}

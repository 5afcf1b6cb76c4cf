import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { defineStream } from "../record/test-stream.ts";

const users = defineStream("users", { key: ["id"], cursor: "name" });
const ada = { id: 1, name: "Ada" };

/** Runs as a cache tells of them: while they go on, and afterwards. */
export const runHistoryCases: readonly CacheCase[] = defineCases("run history", {
  "a run starts with what the cache holds of its connection": async (context) => {
    deepStrictEqual((await context.startRun({ connection: "empty" })).streams, []);
    await context.load(users, [ada]);
    const { streams } = await context.startRun();
    deepStrictEqual(
      streams.map(({ stream, rows }) => [stream.name, rows]),
      [["users", 1]],
    );
    deepStrictEqual(streams, (await (await context.open()).connections()).find(({ name }) => name === "shop")?.streams);
  },

  "runs are told, the newest first, with their reports": async (context) => {
    const cache = await context.open();
    const streams = [
      { stream: users.stream, outcome: "ok", read: 3, written: 2, rejected: 1, changed: 1, states: 1, bytes: 99 },
    ] as const;
    const first = await context.startRun();
    await first.finish({ outcome: "ok", streams });
    const second = await context.startRun({ connectorVersion: undefined });
    const error = {
      code: "CONNECTOR_FAILED",
      message: "It's broken.",
      hint: "Mend it.",
      cause: "Rust",
      retryable: false,
    } as const;
    await second.finish({ outcome: "failed", streams: [], error });
    const third = await context.startRun({ connection: "other" });
    const runs = await cache.runs();
    deepStrictEqual(
      runs.map(({ id }) => id),
      [third.id, second.id, first.id],
    );
    deepStrictEqual(
      runs.map(({ connection }) => connection),
      ["other", "shop", "shop"],
    );
    deepStrictEqual(
      runs.map(({ endedAt }) => endedAt instanceof Date),
      [false, true, true],
    );
    deepStrictEqual(
      runs.map(({ connectorVersion }) => connectorVersion),
      ["1.0.0", undefined, "1.0.0"],
    );
    deepStrictEqual(
      runs.map(({ report }) => report),
      [undefined, { outcome: "failed", streams: [], error }, { outcome: "ok", streams }],
    );
    deepStrictEqual(runs[2]?.startedAt, first.startedAt);
    ok(Number(runs[2]?.endedAt) >= Number(first.startedAt));
  },

  "runs can be asked for by connection and number": async (context) => {
    const cache = await context.open();
    for (const connection of ["a", "b", "a"])
      await (await context.startRun({ connection })).finish({ outcome: "ok", streams: [] });
    deepStrictEqual((await cache.runs({ connection: "a" })).length, 2);
    deepStrictEqual(
      (await cache.runs({ limit: 1 })).map(({ connection }) => connection),
      ["a"],
    );
    deepStrictEqual((await cache.runs({ connection: "b", limit: 5 })).length, 1);
    deepStrictEqual(await cache.runs({ connection: "c" }), []);
  },

  "runs have numbers that rise, and tokens of their own": async (context) => {
    const runs = [await context.startRun(), await context.startRun({ connection: "other" })];
    ok(Number.isSafeInteger(runs[0]?.id) && Number(runs[1]?.id) > Number(runs[0]?.id));
    strictEqual(new Set(runs.map(({ token }) => token)).size, 2);
    ok(runs.every(({ startedAt }) => startedAt instanceof Date));
  },

  "rejected records are kept with their reason": async (context) => {
    const run = await context.startRun();
    await run.reject([]);
    await run.reject([
      {
        stream: { name: "users", namespace: "eu" },
        reason: "data-not-an-object",
        excerpt: '{"type":"RECORD" \u0000 …',
      },
      { reason: "broken-json", excerpt: "" },
    ]);
    await run.finish({ outcome: "ok", streams: [] });
  },
});

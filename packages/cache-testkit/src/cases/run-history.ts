import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import { inspect, quoteLedger } from "../inspect-database.ts";
import { defineStream } from "../record/test-stream.ts";
import { streamState } from "../state-line.ts";

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
      { stream: { name: "us\u0000ers", namespace: "\u0000" }, reason: "unknown-stream", excerpt: "{}" },
      { reason: "broken-json", excerpt: "" },
    ]);
    await run.finish({ outcome: "ok", streams: [] });
  },

  "a stream tells how many rows it has, whatever happened to them": async (context) => {
    const told = async (): Promise<readonly number[]> => {
      const [connection] = await (await context.open()).connections();
      return connection?.streams.map(({ rows }) => rows) ?? [];
    };
    const appended = defineStream("users");
    const merged = defineStream("users", { key: ["id"] });
    const replaced = defineStream("users", { mode: "replace" });
    await context.load(appended, [ada, ada, { id: 2 }]);
    deepStrictEqual(await told(), [3]);
    await context.load(merged, []);
    deepStrictEqual(await told(), [2]);
    await context.load(merged, [ada, { id: 3 }]);
    deepStrictEqual(await told(), [3]);
    await context.load(merged, [{ id: 1, _ab_cdc_deleted_at: "2024-01-01T00:00:00Z" }]);
    await context.load(merged, [{ id: 9 }], { begin: { refresh: [{ stream: merged.stream, keep: false }] } });
    deepStrictEqual(await told(), [1]);
    await context.load(replaced, [ada, ada]);
    deepStrictEqual(await told(), [2]);
    await context.load(replaced, []);
    deepStrictEqual(await told(), [0]);
  },

  "the bookkeeping is there for everybody to read": needing(
    ({ sql }) => sql,
    async (context) => {
      const run = await context.begin([users]);
      await run.stage(users, [ada]);
      await run.finalize({ complete: true, states: [streamState(users.stream, "1")] });
      await run.run.reject([{ stream: users.stream, reason: "data-not-an-object", excerpt: "[1]" }]);
      await run.finish();
      const read = async (table: string) => await inspect(context, `select * from ${quoteLedger(context, table)}`);
      deepStrictEqual(
        (await read("connections")).map(({ name, connector }) => [name, connector]),
        [["shop", "npm:source-shop"]],
      );
      deepStrictEqual(
        (await read("streams")).map(({ connection, stream, mode }) => [connection, stream, mode]),
        [["shop", "users", "merge"]],
      );
      deepStrictEqual(
        (await read("states")).map(({ type, stream, text }) => [type, stream, text]),
        [["STREAM", "users", streamState(users.stream, "1").text]],
      );
      deepStrictEqual(
        (await read("rejected")).map(({ stream, reason, excerpt }) => [stream, reason, excerpt]),
        [["users", "data-not-an-object", "[1]"]],
      );
      deepStrictEqual(
        (await read("runs")).map(({ connection, outcome }) => [connection, outcome]),
        [["shop", "ok"]],
      );
      deepStrictEqual(
        [(await read("leases")).length, (await read("quarantine")).length, (await read("meta")).length],
        [0, 0, 1],
      );
    },
  ),
});

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import { expectCode } from "../expect-code.ts";
import { datasetOf, expectData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { runStart } from "../run-start.ts";

const users = defineStream("users", { key: ["id"], cursor: "name" });
const ada = { id: 1, name: "Ada" };

/** From open to close, and what a cache tells about itself in between. */
export const lifecycleCases: readonly CacheCase[] = defineCases("lifecycle", {
  "opening twice is opening once": async (context) => {
    const cache = await context.open();
    await cache.open();
    await Promise.all([cache.open(), cache.open()]);
    await context.load(users, [ada]);
    await expectData(context, users, [ada]);
  },

  "closing twice is closing once": async (context) => {
    const cache = await context.open();
    await cache.close();
    await cache.close();
    await cache[Symbol.asyncDispose]();
  },

  "after close nothing works": async (context) => {
    await context.load(users, [ada]);
    const cache = await context.open();
    const dataset = datasetOf(cache, users);
    await cache.close();
    const start = await runStart();
    await expectCode("CACHE_MISUSED", () => cache.startRun(start));
    await expectCode("CACHE_MISUSED", () => cache.connections());
    await expectCode("CACHE_MISUSED", () => cache.states("shop"));
    await expectCode("CACHE_MISUSED", () => cache.runs());
    await expectCode("CACHE_MISUSED", () => dataset.count());
    await expectCode("CACHE_MISUSED", () => Array.fromAsync(dataset.rows()));
  },

  "what is kept is there when the database is opened again": needing(({ durable }) => durable, async (context) => {
    await context.load(users, [ada]);
    const before = await (await context.open()).connections();
    await context.reopen();
    await expectData(context, users, [ada]);
    deepStrictEqual(await (await context.open()).connections(), before);
    strictEqual((await (await context.open()).runs()).length, 1);
  }),

  "opening for reading where there is nothing makes nothing": async (context) => {
    const cache = await context.createCache();
    await expectCode("NOT_IN_CACHE", () => cache.open({ access: "read" }));
    deepStrictEqual(await readdir(context.folder), []);
  },

  "opening for reading reads": needing(({ durable }) => durable, async (context) => {
    await context.load(users, [ada]);
    await (await context.open()).close();
    const reader = await context.createCache();
    await reader.open({ access: "read" });
    deepStrictEqual((await reader.connections()).map(({ name }) => name), ["shop"]);
    strictEqual(await datasetOf(reader, users).count(), 1);
    strictEqual((await reader.runs()).length, 1);
    deepStrictEqual(await reader.states("shop"), []);
  }),

  "connections tell their streams": async (context) => {
    await context.load(users, [ada]);
    await context.load(defineStream("events", { namespace: "eu", mode: "replace" }), [], { start: { connection: "other", connector: "npm:other", configHash: "x" } });
    const connections = await (await context.open()).connections();
    const told = connections.map(({ name, connector, configHash }) => `${name} ${connector} ${configHash}`).sort();
    deepStrictEqual(told, ["other npm:other x", "shop npm:source-shop config-1"]);
    const streams = connections.flatMap((connection) => connection.streams);
    const [first, second] = streams.toSorted((one, other) => (one.stream.name < other.stream.name ? 1 : -1));
    deepStrictEqual({ ...first?.stream }, { name: "users" });
    deepStrictEqual({ ...second?.stream }, { name: "events", namespace: "eu" });
    deepStrictEqual([first?.mode, second?.mode], ["merge", "replace"]);
    deepStrictEqual([first?.primaryKey, first?.cursor], [[["id"]], ["name"]]);
    deepStrictEqual([second?.primaryKey, second?.cursor], [[], undefined]);
    deepStrictEqual(first?.jsonSchema, users.jsonSchema);
    deepStrictEqual(first?.columns.map(({ field, name }) => [field, name]), [["id", "id"], ["name", "name"]]);
    deepStrictEqual([first?.rows, second?.rows, first?.missedState], [1, 0, false]);
  },

  "a run starts with what the cache holds of its connection": async (context) => {
    deepStrictEqual((await context.startRun({ connection: "empty" })).streams, []);
    await context.load(users, [ada]);
    const { streams } = await context.startRun();
    deepStrictEqual(streams.map(({ stream, rows }) => [stream.name, rows]), [["users", 1]]);
    deepStrictEqual(streams, (await (await context.open()).connections()).find(({ name }) => name === "shop")?.streams);
  },

  "runs are told, the newest first, with their reports": async (context) => {
    const cache = await context.open();
    const streams = [{ stream: users.stream, outcome: "ok", read: 3, written: 2, rejected: 1, changed: 1, states: 1, bytes: 99 }] as const;
    const first = await context.startRun();
    await first.finish({ outcome: "ok", streams });
    const second = await context.startRun({ connectorVersion: undefined });
    const error = { code: "CONNECTOR_FAILED", message: "It's broken.", hint: "Mend it.", cause: "Rust", retryable: false } as const;
    await second.finish({ outcome: "failed", streams: [], error });
    const third = await context.startRun({ connection: "other" });
    const runs = await cache.runs();
    deepStrictEqual(runs.map(({ id }) => id), [third.id, second.id, first.id]);
    deepStrictEqual(runs.map(({ connection }) => connection), ["other", "shop", "shop"]);
    deepStrictEqual(runs.map(({ endedAt }) => endedAt instanceof Date), [false, true, true]);
    deepStrictEqual(runs.map(({ connectorVersion }) => connectorVersion), ["1.0.0", undefined, "1.0.0"]);
    deepStrictEqual(runs.map(({ report }) => report), [undefined, { outcome: "failed", streams: [], error }, { outcome: "ok", streams }]);
    deepStrictEqual(runs[2]?.startedAt, first.startedAt);
    ok(Number(runs[2]?.endedAt) >= Number(first.startedAt));
  },

  "runs can be asked for by connection and number": async (context) => {
    const cache = await context.open();
    for (const connection of ["a", "b", "a"]) await (await context.startRun({ connection })).finish({ outcome: "ok", streams: [] });
    deepStrictEqual((await cache.runs({ connection: "a" })).length, 2);
    deepStrictEqual((await cache.runs({ limit: 1 })).map(({ connection }) => connection), ["a"]);
    deepStrictEqual((await cache.runs({ connection: "b", limit: 5 })).length, 1);
    deepStrictEqual(await cache.runs({ connection: "c" }), []);
  },

  "runs have numbers that rise, and tokens of their own": async (context) => {
    const runs = [await context.startRun(), await context.startRun({ connection: "other" })];
    ok(Number.isSafeInteger(runs[0]?.id) && Number(runs[1]?.id) > Number(runs[0]?.id));
    strictEqual(new Set(runs.map(({ token }) => token)).size, 2);
    ok(runs.every(({ startedAt }) => startedAt instanceof Date));
  },

  "finish gives the connection back": async (context) => {
    await (await context.startRun()).finish({ outcome: "failed", streams: [] });
    await (await context.startRun()).finish({ outcome: "ok", streams: [] });
    await context.startRun();
  },

  "a dataset counts, limits and names its columns": async (context) => {
    const plan = defineStream("users", { properties: { id: "integer", "full name": "string" } });
    await context.load(plan, [{ id: 1 }, { id: 2 }, { id: 3 }]);
    const dataset = datasetOf(await context.open(), plan);
    strictEqual(await dataset.count(), 3);
    strictEqual((await Array.fromAsync(dataset.rows({ limit: 2 }))).length, 2);
    strictEqual((await Array.fromAsync(dataset.rows({ limit: 0 }))).length, 0);
    strictEqual((await Array.fromAsync(dataset.rows({ limit: 9 }))).length, 3);
    deepStrictEqual((await dataset.columns()).map(({ field, name }) => [field, name]), [["id", "id"], ["full name", "full_name"]]);
    deepStrictEqual(dataset.key, { connection: "shop", stream: plan.stream });
  },

  "a dataset that is left early can be read again": async (context) => {
    await context.load(users, Array.from({ length: 3000 }, (_, id) => ({ id, name: "x" })));
    const dataset = datasetOf(await context.open(), users);
    for await (const row of dataset.rows()) {
      ok("id" in row);
      break;
    }
    strictEqual((await Array.fromAsync(dataset.rows())).length, 3000);
  },

  "a stream that was never synced is not in the cache": async (context) => {
    await context.load(users, [ada]);
    const cache = await context.open();
    for (const key of [{ connection: "shop", stream: { name: "orders" } }, { connection: "other", stream: users.stream }, { connection: "shop", stream: { name: "users", namespace: "eu" } }]) {
      const dataset = cache.dataset(key);
      await expectCode("NOT_IN_CACHE", () => dataset.table());
      await expectCode("NOT_IN_CACHE", () => dataset.columns());
      await expectCode("NOT_IN_CACHE", () => dataset.count());
      await expectCode("NOT_IN_CACHE", () => Array.fromAsync(dataset.rows()));
    }
  },

  "rejected records are kept with their reason": async (context) => {
    const run = await context.startRun();
    await run.reject([]);
    await run.reject([
      { stream: { name: "users", namespace: "eu" }, reason: "data-not-an-object", excerpt: '{"type":"RECORD" \u0000 …' },
      { reason: "broken-json", excerpt: "" },
    ]);
    await run.finish({ outcome: "ok", streams: [] });
  },
});

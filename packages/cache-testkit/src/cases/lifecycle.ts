import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
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

  "what is kept is there when the database is opened again": needing(
    ({ durable }) => durable,
    async (context) => {
      await context.load(users, [ada]);
      const before = await (await context.open()).connections();
      await context.reopen();
      await expectData(context, users, [ada]);
      deepStrictEqual(await (await context.open()).connections(), before);
      strictEqual((await (await context.open()).runs()).length, 1);
    },
  ),

  "what is made on the disk can be read by its owner only, also while a run writes": async (context) => {
    const run = await context.begin([users]);
    for (const id of [1, 2]) {
      await run.stage(users, [{ id, name: "Ada" }]);
      await run.finalize();
      await expectPrivate(context.folder);
    }
    await run.finish();
    await expectPrivate(context.folder);
    await (await context.open()).close();
    await expectPrivate(context.folder);
  },

  "opening for reading where there is nothing makes nothing": async (context) => {
    const cache = await context.createCache();
    await expectCode("NOT_IN_CACHE", () => cache.open({ access: "read" }));
    deepStrictEqual(await readdir(context.folder), []);
  },

  "opening for reading reads": needing(
    ({ durable }) => durable,
    async (context) => {
      await context.load(users, [ada]);
      await (await context.open()).close();
      const reader = await context.createCache();
      await reader.open({ access: "read" });
      deepStrictEqual(
        (await reader.connections()).map(({ name }) => name),
        ["shop"],
      );
      strictEqual(await datasetOf(reader, users).count(), 1);
      strictEqual((await reader.runs()).length, 1);
      deepStrictEqual(await reader.states("shop"), []);
    },
  ),

  "connections tell their streams": async (context) => {
    await context.load(users, [ada]);
    await context.load(defineStream("events", { namespace: "eu", mode: "replace" }), [], {
      start: { connection: "other", connector: "npm:other", configHash: "x" },
    });
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
    deepStrictEqual(
      first?.columns.map(({ field, name }) => [field, name]),
      [
        ["id", "id"],
        ["name", "name"],
      ],
    );
    deepStrictEqual([first?.rows, second?.rows, first?.missedState], [1, 0, false]);
  },

  "finish gives the connection back": async (context) => {
    await (await context.startRun()).finish({ outcome: "failed", streams: [] });
    await (await context.startRun()).finish({ outcome: "ok", streams: [] });
    await context.startRun();
  },
});

/** No file and no folder in a folder is open to others. On Windows rights are another matter. */
async function expectPrivate(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  for (const name of await readdir(folder, { recursive: true })) {
    // Some go while one looks.
    const entry = await stat(join(folder, name)).catch(() => undefined);
    strictEqual((entry?.mode ?? 0) & 0o077, 0, `${name} is open to others`);
  }
}

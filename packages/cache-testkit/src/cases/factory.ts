import { deepStrictEqual, doesNotMatch, match, notStrictEqual, strictEqual } from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { runStart } from "../run-start.ts";
import { defineStream } from "../record/test-stream.ts";

/** What the factory makes: the ground all other cases stand on. */
export const factoryCases: readonly CacheCase[] = defineCases("factory", {
  "a cache in a new folder is empty": async (context) => {
    const cache = await context.open();
    deepStrictEqual(await cache.connections(), []);
    deepStrictEqual(await cache.runs(), []);
    deepStrictEqual(await cache.states("shop"), []);
  },

  "caches in two folders have nothing in common": async (context) => {
    await context.load(defineStream("users"), [{ id: 1 }]);
    const elsewhere = join(context.folder, "elsewhere");
    await mkdir(elsewhere);
    const other = await context.createCache(elsewhere);
    await other.open();
    deepStrictEqual(await other.connections(), []);
    const run = await other.startRun(await runStart());
    deepStrictEqual(run.streams, []);
  },

  "every call makes a cache of its own": async (context) => {
    notStrictEqual(await context.createCache(), await context.createCache());
  },

  "a cache says which contract it keeps": async (context) => {
    strictEqual((await context.createCache()).contract, 1);
  },

  "its name is for people, and holds no password": async (context) => {
    const { name } = await context.createCache();
    match(name, /\S/);
    doesNotMatch(name, /:[^/@]+@/);
  },

  "a cache that was never opened can be closed": async (context) => {
    await (await context.createCache()).close();
  },
});

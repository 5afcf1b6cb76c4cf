import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type CacheSupports, defaultCacheSupports } from "@airdock/core";
import { type CacheCase, defineCases } from "../cache-case.ts";

/** Enough for the columns every table begins with, and the 100 a stream may grow by. */
const fewestColumns = 110;

/** What a cache says it can do. */
export const supportsCases: readonly CacheCase[] = defineCases("supports", {
  "every field is stated, in the kind of its default": async ({ supports }) => {
    deepStrictEqual(kindsOf(supports), kindsOf(defaultCacheSupports));
  },

  "bounds are whole numbers": async ({ supports }) => {
    for (const bound of [supports.identifierBytes, supports.columns, supports.keyBytes]) {
      ok(Number.isSafeInteger(bound) && bound >= 0, `${bound} is no bound`);
    }
    ok(supports.columns >= fewestColumns, `${supports.columns} columns are not enough`);
  },

  "opening the cache does not change them": async (context) => {
    deepStrictEqual({ ...(await context.open()).supports }, { ...context.supports });
  },

  "query is there exactly when SQL is supported": async (context) => {
    strictEqual((await context.open()).query !== undefined, context.supports.sql);
  },
});

function kindsOf(supports: CacheSupports): Record<string, string> {
  return Object.fromEntries(
    Object.entries(supports)
      .map(([field, value]) => [field, typeof value])
      .sort(),
  );
}

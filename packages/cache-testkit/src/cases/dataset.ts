import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type JsonObject, type JsonValue, parseExact, printExact, type Row } from "@airdock/core";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { expectCode } from "../expect-code.ts";
import { datasetOf } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";

const users = defineStream("users", { key: ["id"], cursor: "name" });
const ada = { id: 1, name: "Ada" };

/** The rows of one stream, for whoever reads them. */
export const datasetCases: readonly CacheCase[] = defineCases("dataset", {
  "a dataset counts, limits and names its columns": async (context) => {
    const plan = defineStream("users", { properties: { id: "integer", "full name": "string" } });
    await context.load(plan, [{ id: 1 }, { id: 2 }, { id: 3 }]);
    const dataset = datasetOf(await context.open(), plan);
    strictEqual(await dataset.count(), 3);
    strictEqual((await Array.fromAsync(dataset.rows({ limit: 2 }))).length, 2);
    strictEqual((await Array.fromAsync(dataset.rows({ limit: 0 }))).length, 0);
    strictEqual((await Array.fromAsync(dataset.rows({ limit: 9 }))).length, 3);
    deepStrictEqual(
      (await dataset.columns()).map(({ field, name }) => [field, name]),
      [
        ["id", "id"],
        ["full name", "full_name"],
      ],
    );
    deepStrictEqual(dataset.key, { connection: "shop", stream: plan.stream });
  },

  "JSON comes parsed, or as its text, in which no digit is lost": async (context) => {
    const plan = defineStream("things", { properties: { id: "integer", more: "object" } });
    const text = '{"whole":12345678901234567890,"part":1.10000000000000000001,"list":[9007199254740993,0.5]}';
    await context.load(plan, [{ id: 1, more: parseExact(text) }, { id: 2 }]);
    const dataset = datasetOf(await context.open(), plan);
    const more = (rows: readonly Row[]): unknown[] =>
      rows.toSorted((one, other) => Number(one["id"]) - Number(other["id"])).map((row) => row["more"]);
    const [first, second] = more(await Array.fromAsync(dataset.rows({ json: "text" })));
    strictEqual(second, null);
    // A database may have an order of keys, and spaces, of its own.
    deepStrictEqual(sortedJson(parseExact(String(first))), sortedJson(parseExact(text)));
    const [parsed] = more(await Array.fromAsync(dataset.rows())) as [Record<string, unknown>];
    deepStrictEqual([parsed["whole"], parsed["list"]], [12345678901234567890n, [9007199254740993n, 0.5]]);
  },

  "a dataset that is left early can be read again": async (context) => {
    await context.load(
      users,
      Array.from({ length: 3000 }, (_, id) => ({ id, name: "x" })),
    );
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
    for (const key of [
      { connection: "shop", stream: { name: "orders" } },
      { connection: "other", stream: users.stream },
      { connection: "shop", stream: { name: "users", namespace: "eu" } },
    ]) {
      const dataset = cache.dataset(key);
      await expectCode("NOT_IN_CACHE", () => dataset.table());
      await expectCode("NOT_IN_CACHE", () => dataset.columns());
      await expectCode("NOT_IN_CACHE", () => dataset.count());
      await expectCode("NOT_IN_CACHE", () => Array.fromAsync(dataset.rows()));
    }
  },
});

function sortedJson(value: JsonValue): string {
  return printExact(
    Object.fromEntries(Object.entries(value as JsonObject).toSorted(([one], [other]) => (one < other ? -1 : 1))),
  );
}

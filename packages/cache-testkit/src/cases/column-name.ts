import { deepStrictEqual, match, notDeepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { JsonObject } from "@airdock/core";
import { type CacheCase, defineCases } from "../cache-case.ts";
import type { CaseContext } from "../case-context.ts";
import { datasetOf, readData, readField } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream } from "../record/test-stream.ts";

/** A property, and the column that the rule makes of it. */
const columnNames: readonly (readonly [property: string, column: string])[] = [
  ["plain", "plain"],
  ["CamelCase", "CamelCase"],
  ["with-dash", "with_dash"],
  ["with.dot", "with_dot"],
  ["many   gaps\tand tab", "many_gaps_and_tab"],
  ["100percent", "_100percent"],
  ["percent_%", "percent__"],
  ['quote"inside', "quote_inside"],
  ["back`tick", "back_tick"],
  ["it's", "it_s"],
  ["a;b--c", "a_b__c"],
  ["größe", "größe"],
  ["cafe\u0301", "caf\u00e9"],
  ["名前", "名前"],
  ["имя", "имя"],
  ["\u0661\u0662", "_\u0661\u0662"],
  ["x\u00b2", "x_"],
  ["\u{1f600}", "_"],
];

/** Words that mean something to one database or another, or to JavaScript. */
const reserved = [
  "select",
  "from",
  "table",
  "order",
  "group",
  "user",
  "primary",
  "null",
  "true",
  "default",
  "xmin",
  "ctid",
  "tableoid",
  "oid",
  "rowid",
  "_rowid_",
  "constructor",
  "__proto__",
  "toString",
  "excluded",
  "staged",
  "data",
  "ordinal",
];

const injection = `x"'; drop table users; --\\`;
const stream = (name: string, namespace?: string) =>
  defineStream(name, { properties: { id: "integer" }, ...(namespace === undefined ? {} : { namespace }) });

/** How the columns of properties are called. */
export const columnNameCases: readonly CacheCase[] = defineCases("column name", {
  "columns are named by the rule": async (context) => {
    const plan = defineStream("users", {
      properties: Object.fromEntries(columnNames.map(([property]) => [property, "string"])),
    });
    await context.load(plan, [Object.fromEntries(columnNames.map(([property], index) => [property, String(index)]))]);
    const columns = await datasetOf(await context.open(), plan).columns();
    deepStrictEqual(
      columns.map(({ field, name }) => [field, name]),
      columnNames,
    );
    await expectValues(
      context,
      plan,
      columnNames.map(([property]) => property),
    );
  },

  "the first of equal names keeps the plain one, the others get a hash": async (context) => {
    const properties = ["user id", "user_id", "User_ID", "user-id"];
    const plan = defineStream("users", {
      properties: Object.fromEntries(properties.map((property) => [property, "string"])),
    });
    await context.load(plan, [Object.fromEntries(properties.map((property, index) => [property, String(index)]))]);
    const [first, ...others] = (await datasetOf(await context.open(), plan).columns()).map(({ name }) => name);
    strictEqual(first, "user_id");
    for (const name of others) match(name, /^[Uu]ser_(id|ID)_[0-9a-f]{8}$/);
    await expectValues(context, plan, properties);
  },

  "reserved words are columns like any other": async (context) => {
    const plan = defineStream("users", { properties: Object.fromEntries(reserved.map((word) => [word, "string"])) });
    await context.load(plan, [Object.fromEntries(reserved.map((word, index) => [word, String(index)]))]);
    await expectValues(context, plan, reserved);
  },

  "reserved words are keys, cursors and undeclared fields too": async (context) => {
    const plan = defineStream("users", {
      properties: { select: "integer", order: "integer", 'a"b': "string" },
      key: ["select", 'a"b'],
      cursor: "order",
    });
    const row = (order: number, more: JsonObject = {}): JsonObject => ({ select: 1, order, 'a"b': "x", ...more });
    await context.load(plan, [row(2), row(1)]);
    await context.load(plan, [row(3, { from: 1, [injection]: 2 })]);
    deepStrictEqual(await readField(context, plan, "order"), [3]);
    deepStrictEqual(await readField(context, plan, injection), [2]);
  },

  "names never change, whatever the order a later schema has": async (context) => {
    const named = (properties: readonly string[]) =>
      defineStream("users", { properties: Object.fromEntries(properties.map((property) => [property, "string"])) });
    await context.load(named(["a b", "a_b"]), [{ "a b": "1", a_b: "2" }]);
    const before = await datasetOf(await context.open(), stream("users")).columns();
    await context.load(named(["a-b", "a_b", "a b"]), [{ "a b": "3", a_b: "4", "a-b": "5" }]);
    const after = await datasetOf(await context.open(), stream("users")).columns();
    deepStrictEqual(after.slice(0, 2), before);
    deepStrictEqual((await readField(context, stream("users"), "a b")).toSorted(), ["1", "3"]);
    deepStrictEqual((await readField(context, stream("users"), "a_b")).toSorted(), ["2", "4"]);
    deepStrictEqual((await readField(context, stream("users"), "a-b")).toSorted(), ["5", null].toSorted());
  },

  "long names fit, and stay apart": async (context) => {
    const properties = ["é".repeat(200), `${"é".repeat(200)}1`, "x".repeat(300), `${"x".repeat(300)}y`];
    const plan = defineStream(`${"long".repeat(60)}a`, {
      properties: Object.fromEntries(properties.map((property) => [property, "string"])),
    });
    const other = { ...plan, stream: { name: `${"long".repeat(60)}b` } };
    for (const each of [plan, other]) {
      await context.load(each, [Object.fromEntries(properties.map((property, index) => [property, String(index)]))]);
      await expectValues(context, each, properties);
    }
    const dataset = datasetOf(await context.open(), plan);
    const names = [(await dataset.table()).name, ...(await dataset.columns()).map(({ name }) => name)];
    const { identifierBytes } = context.supports;
    if (identifierBytes > 0)
      ok(
        names.every((name) => Buffer.byteLength(name) <= identifierBytes),
        names.join(),
      );
    notDeepStrictEqual(await datasetOf(await context.open(), other).table(), await dataset.table());
  },

  "a name with half a surrogate pair costs no row": async (context) => {
    const [odd, undeclared] = ["half \ud800", "\udc00"];
    const plan = defineStream("users", { properties: { id: "integer", [odd]: "integer" } });
    const change = { field: odd, change: "NULLED", reason: "SOURCE_SERIALIZATION_ERROR" } as const;
    const bad = record({ id: 3, [odd]: "bad" }, { changes: [change] });
    await context.load(plan, [{ id: 1, [odd]: 5 }, { id: 2 }, bad, { id: 4, [undeclared]: 1 }]);
    deepStrictEqual((await readData(context, plan)).map(({ id }) => id).toSorted(), [1, 2, 3, 4]);
    strictEqual((await readField(context, plan, odd)).includes(5), true);
    strictEqual((await readField(context, plan, undeclared)).includes(1), true);
  },

  "properties with the names that databases give to rows are properties like any other": async (context) => {
    const properties = { id: "integer", rowid: "integer", oid: "integer", ctid: "integer", xmin: "integer" } as const;
    const plan = defineStream("users", { properties, key: ["id"] });
    const rowOf = (id: number, value: number | null) => ({ id, rowid: value, oid: value, ctid: value, xmin: value });
    await context.load(plan, [rowOf(1, 7), rowOf(2, 7), rowOf(3, null)]);
    await context.load(plan, [rowOf(1, 8), rowOf(3, null)]);
    const rows = await readData(context, plan);
    deepStrictEqual(rows.map(({ id }) => id).toSorted(), [1, 2, 3]);
  },
});

/** Fails unless each property has its own value: its place in the list, as text. */
async function expectValues(
  context: CaseContext,
  plan: ReturnType<typeof stream>,
  properties: readonly string[],
): Promise<void> {
  for (const [index, property] of properties.entries()) {
    deepStrictEqual(await readField(context, plan, property), [String(index)], `${property} has another's value`);
  }
}

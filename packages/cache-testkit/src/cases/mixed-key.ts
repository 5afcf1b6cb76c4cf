import { deepStrictEqual } from "node:assert/strict";
import type { StreamPlan } from "@airdock/core";
import type { CaseContext } from "../case-context.ts";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { readData } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream } from "../record/test-stream.ts";

/** Keys whose values are of several types. */
export const mixedKeyCases: readonly CacheCase[] = defineCases("mixed key", {
  "JSON is one key, in whatever order and spelling": async (context) => {
    const spellings = [
      String.raw`{"a":1,"b":{"x":[1,{"p":1,"q":"\u00e9\/"}],"y":0.5}}`,
      String.raw`{ "b" : {"y":5e-1, "x":[1.0,{"q":"é/", "p":10e-1}]} , "\u0061":1.00}`,
    ];
    for (const type of ["object", "union"] as const) {
      const whole = defineStream(`whole_${type}`, { properties: { id: type, name: "string" }, key: ["id"] });
      const inside = defineStream(`inside_${type}`, {
        properties: { data: type, name: "string" },
        key: [
          ["data", "id"],
          ["data", "kind"],
        ],
      });
      for (const [round, id] of spellings.entries()) {
        await context.load(whole, [
          record(`{"id":${id},"name":"${round}"}`),
          record(`{"id":{"a":1,"b":[2,1]},"name":"two one ${round}"}`),
          record(`{"id":{"a":"1","b":[1,2]},"name":"one two ${round}"}`),
        ]);
        await context.load(inside, [
          record(`{"data":{"id":${id},"kind":1,"other":${round}},"name":"${round}"}`),
          record(`{"data":{"other":${round},"kind":1.0,"id":${spellings[1 - round] ?? ""}},"name":"last ${round}"}`),
          record(`{"data":{"id":"x","kind":null},"name":"x ${round}"}`),
        ]);
      }
      await expectNames(context, whole, ["1", "one two 1", "two one 1"]);
      await expectNames(context, inside, ["last 1", "x 1"]);
    }
  },

  "text is one key, with escapes or without": async (context) => {
    const plan = defineStream("texts", { properties: { id: "union", name: "string" }, key: ["id"] });
    for (const id of [String.raw`"\u00e9\/\\"`, String.raw`"é/\\"`]) {
      await context.load(plan, [
        record(`{"id":${id},"name":${JSON.stringify(id)}}`),
        record('{"id":-0,"name":"zero"}'),
      ]);
      await context.load(plan, [record('{"id":0,"name":"nought"}')]);
    }
    await expectNames(context, plan, [String.raw`"é/\\"`, "nought"]);
  },

  "JSON with what the database cannot spell stays a key of its own": async (context) => {
    const plan = defineStream("odd", { properties: { id: "object", name: "string" }, key: ["id"] });
    const keys = [
      '{"a":"\\ud800"}',
      '{"a":"\\ud801"}',
      '{"a":"\\u0000"}',
      '{"a":""}',
      '{"a":1e200000}',
      '{"a":1e200001}',
    ];
    for (const round of [1, 2]) {
      await context.load(
        plan,
        keys.map((key, index) => record(`{"id":${key},"name":"${index} ${round}"}`)),
      );
    }
    await expectNames(
      context,
      plan,
      keys.map((_, index) => `${index} 2`),
    );
  },

  "rows from before meet, when JSON becomes a key": async (context) => {
    const appended = defineStream("late", { properties: { id: "object", name: "string" } });
    const merged = { ...appended, mode: "merge" as const, primaryKey: [["id"]] };
    await context.load(appended, [
      record('{"id":{"b":1.0,"a":{"d":1,"c":2}},"name":"old"}'),
      record('{"id":[3],"name":"kept"}'),
    ]);
    await context.load(merged, [record('{"id":{"a":{"c":2,"d":1},"b":1},"name":"new"}')]);
    await expectNames(context, merged, ["kept", "new"]);
  },

  "a number is one key, however it is written, and another than its text": async (context) => {
    const plan = defineStream("mixed", { properties: { id: "union", name: "string" }, key: ["id"] });
    await context.load(plan, [record('{"id":1,"name":"a"}'), record('{"id":"1","name":"text"}')]);
    await context.load(plan, [record('{"id":1.0,"name":"b"}'), record('{"id":1e-05,"name":"small"}')]);
    await context.load(plan, [
      record('{"id":10e-1,"name":"c"}'),
      record('{"id":0.00001,"name":"d","big":9007199254740993}'),
    ]);
    deepStrictEqual((await readData(context, plan)).map(({ id, name }) => `${String(id)} ${String(name)}`).sort(), [
      "0.00001 d",
      "1 c",
      "1 text",
    ]);
  },
});

async function expectNames(context: CaseContext, plan: StreamPlan, names: readonly string[]): Promise<void> {
  deepStrictEqual((await readData(context, plan)).map(({ name }) => String(name)).sort(), names.toSorted());
}

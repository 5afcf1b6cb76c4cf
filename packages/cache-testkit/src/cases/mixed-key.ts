import { deepStrictEqual } from "node:assert/strict";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { readData } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream } from "../record/test-stream.ts";

/** Keys whose values are of several types. */
export const mixedKeyCases: readonly CacheCase[] = defineCases("mixed key", {
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

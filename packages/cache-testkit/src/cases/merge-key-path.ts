import { deepStrictEqual } from "node:assert/strict";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { expectData, readData } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream } from "../record/test-stream.ts";

/** The same for keys whose parts are paths into objects. */
export const mergeKeyPathCases: readonly CacheCase[] = defineCases("merge key", {
  "a path takes the JSON value at its end": async (context) => {
    const plan = defineStream("issues", { properties: { owner: "object", name: "string" }, key: [["owner", "id"]] });
    const owners = ['{"id":1}', '{"id":"1"}', '{"id":"a b"}', '{"id":true}', "{}"];
    for (const name of ["old", "new"]) {
      await context.load(
        plan,
        owners.map((owner) => record(`{"owner":${owner},"name":"${name}"}`)),
      );
    }
    await expectData(
      context,
      plan,
      owners.map((owner) => ({ owner: JSON.parse(owner), name: "new" })),
    );
  },

  "a path that leads nowhere is NULL, however it does so": async (context) => {
    const plan = defineStream("issues", { properties: { owner: "union", name: "string" }, key: [["owner", "id"]] });
    await context.load(plan, [
      { owner: {}, name: "a" },
      { owner: 7, name: "b" },
      { owner: null, name: "c" },
      { name: "d" },
    ]);
    deepStrictEqual(
      (await readData(context, plan)).map(({ name }) => name),
      ["d"],
    );
  },

  "of a key that comes twice the last one counts, at a path too": async (context) => {
    const plan = defineStream("issues", { properties: { owner: "object", name: "string" }, key: [["owner", "id"]] });
    const twice = record('{"owner":{"id":1,"id":2},"name":"a"}');
    await context.load(plan, [twice, { owner: { id: 1 }, name: "b" }]);
    await context.load(plan, [{ owner: { id: 2 }, name: "c" }]);
    await expectData(context, plan, [
      { owner: { id: 1 }, name: "b" },
      { owner: { id: 2 }, name: "c" },
    ]);
  },

  "paths of odd keys, side by side with a column": async (context) => {
    const plan = defineStream("issues", {
      properties: { id: "integer", owner: "object" },
      key: ["id", ["owner", "a.b", "c'd\"e"]],
    });
    const owner = (value: number) => ({ "a.b": { "c'd\"e": value } });
    await context.load(plan, [
      { id: 1, owner: owner(1) },
      { id: 1, owner: owner(2) },
      { id: 1, owner: owner(2) },
    ]);
    await expectData(context, plan, [
      { id: 1, owner: owner(1) },
      { id: 1, owner: owner(2) },
    ]);
  },
});

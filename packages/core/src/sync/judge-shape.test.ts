import { expect, test } from "vitest";
import type { JsonObject } from "../protocol/json.ts";
import { judgeShape } from "./judge-shape.ts";
import { planSync } from "./plan-sync.ts";

function nest(levels: number): JsonObject {
  let schema: JsonObject = { type: "object" };
  for (let level = 0; level < levels; level += 1) schema = { properties: { a: schema } };
  return schema;
}

const wide = (count: number): JsonObject => ({
  properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, { type: "string" }])),
});

test.each([
  ["100,000 levels", "s", nest(100_000), "SCHEMA_TOO_LARGE"],
  ["100,000 columns", "s", wide(100_000), "SCHEMA_TOO_LARGE"],
  ["a NUL in its name", "s\0", {}, "NAME_INVALID"],
  ["half a character in its name", "s\ud800", {}, "NAME_INVALID"],
  ["usual levels", "s", nest(100), undefined],
  ["many columns", "s", wide(10_000), undefined],
])("judges a stream with %s", (_what, name, json_schema, code) => {
  expect(judgeShape({ key: { name }, stream: { name, json_schema } })?.code).toBe(code);
});

test("leaves the other streams in the plan", () => {
  const streams = [
    { name: "deep", json_schema: nest(100_000) },
    { name: "fine", json_schema: { properties: { id: { type: "integer" } } } },
  ];
  const { streams: planned, refused } = planSync({ streams }, {}, { streams: [], states: [] });
  expect(planned.map(({ key }) => key.name)).toEqual(["fine"]);
  expect(refused.map(({ key, error }) => [key.name, error.code])).toEqual([["deep", "SCHEMA_TOO_LARGE"]]);
});

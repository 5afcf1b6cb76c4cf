import { expect, test } from "vitest";
import { planGeneration } from "./plan-generation.ts";

const users = { name: "users" };
const refresh = { stream: users, keep: false };
const settled = { generation: 4, minimumGeneration: 0 };
const unfinished = { generation: 4, minimumGeneration: 4 };

test("a new stream begins with generation 0, one that is replaced with 1", () => {
  expect(planGeneration(undefined, "append", undefined)).toEqual({ generation: 0, minimumGeneration: 0 });
  expect(planGeneration(undefined, "replace", undefined)).toEqual({ generation: 1, minimumGeneration: 1 });
});

test("a run without a refresh goes on as the one before, also with a refresh that is unfinished", () => {
  expect(planGeneration(settled, "merge", undefined)).toEqual(settled);
  expect(planGeneration(unfinished, "merge", undefined)).toEqual(unfinished);
});

test("a refresh begins the next generation, and older rows are to go unless they are kept", () => {
  expect(planGeneration(settled, "append", refresh)).toEqual({ generation: 5, minimumGeneration: 5 });
  expect(planGeneration(settled, "append", { ...refresh, keep: true })).toEqual({
    generation: 5,
    minimumGeneration: 0,
  });
  expect(planGeneration(settled, undefined, refresh)).toEqual({ generation: 5, minimumGeneration: 5 });
});

test("every run of a stream that is replaced has its own generation", () => {
  expect(planGeneration(unfinished, "replace", undefined)).toEqual({ generation: 5, minimumGeneration: 5 });
});

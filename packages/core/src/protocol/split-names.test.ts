import { expect, test } from "vitest";
import { splitNames } from "./split-names.ts";

const known = new Set(["a", "b", "a,b", "a,b,c", " x", "y , z", ","]);

test.each([
  ["a", ["a"]],
  ["b,a", ["b", "a"]],
  ["a,b", ["a,b"]],
  ["a, b", ["a", "b"]],
  ["a,b,c", ["a,b,c"]],
  ["b,a,b", ["b", "a,b"]],
  ["a,b,d", ["a,b", "d"]],
  [" x,a", [" x", "a"]],
  ["a,y , z", ["a", "y , z"]],
  ["unknown,,other,", ["unknown", "other"]],
  [",", [","]],
  ["", []],
])("%j names %j", (text, names) => {
  expect(splitNames(text, ",", known)).toEqual(names);
});

test("a long list takes no long time", () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `stream_${index}`);
  expect(splitNames(names.join(","), ",", known)).toHaveLength(20_000);
});

import { expect, test } from "vitest";
import { dumpJson } from "./dump-json.ts";
import { PythonFloat } from "./python-float.ts";
import { parseDate } from "./parse-date.ts";

test.each([
  [1e-7, "1e-7"],
  [1.5e21, "1.5e21"],
  [1e16, "1e16"],
  [new PythonFloat(100), "100.0"],
  [new PythonFloat(-0), "-0.0"],
  [0.00001, "0.00001"],
  [0.000001, "1e-6"],
  [1.25, "1.25"],
  [9007199254740993n, "9007199254740993"],
  [Number.NaN, "null"],
  ['zażółć \u0001"', '"zażółć \\u0001\\""'],
  [{ a: [1, null, true, { b: "c" }] }, '{"a":[1,null,true,{"b":"c"}]}'],
  [{ a: [1n, new PythonFloat(2)] }, '{"a":[1,2.0]}'],
  [parseDate("2024-03-01", "%Y-%m-%d"), '"2024-03-01T00:00:00"'],
])("%s is printed as %s", (value, expected) => {
  expect(dumpJson(value)).toBe(expected);
});

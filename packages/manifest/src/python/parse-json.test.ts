import { describe, expect, test } from "vitest";
import { PythonFloat } from "./python-float.ts";
import { parseJson } from "./parse-json.ts";

describe("integers", () => {
  test.each([
    ["9007199254740993", 9007199254740993n],
    ["-9007199254740993", -9007199254740993n],
    ["9007199254740991", 9007199254740991],
    ["0000000000000001e0", undefined],
    ["1234567890123456.5", 1234567890123456.5],
    ["12345678901234567e1", Number("12345678901234567e1")],
    ["1.5", 1.5],
    ["0.00001", 0.00001],
    ["123456789012345678901234567890", 123456789012345678901234567890n],
  ])("%s", (text, expected) => {
    if (expected === undefined) expect(() => parseJson(text)).toThrow(SyntaxError);
    else expect(parseJson(text)).toBe(expected);
  });

  test("stand in lists and dicts, beside texts that look like them", () => {
    const text = String.raw`{"a": [1234567890123456789, "x: 1234567890123456789, "], "b\" : 1234567890123456789 ,": 1, "\\":-1234567890123456789}`;
    expect(parseJson(text)).toEqual({
      a: [1234567890123456789n, "x: 1234567890123456789, "],
      'b" : 1234567890123456789 ,': 1,
      "\\": -1234567890123456789n,
    });
  });
});

test.each(["1.0", "-100.00", "1e5", "1.5E+1", "0.0"])("%s is a float", (text) => {
  expect(parseJson(`{"a": [${text}], "b": "x, 1.0 ,"}`)).toEqual({ a: [new PythonFloat(Number(text))], b: "x, 1.0 ," });
});

test("keys such as __proto__ are ordinary", () => {
  const parsed = parseJson('{"__proto__": {"a": 1234567890123456789}}');
  expect(Object.keys(parsed as object)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
});

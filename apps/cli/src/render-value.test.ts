import { parseExact } from "@airdock/core";
import { expect, test } from "vitest";
import { exactCell } from "./exact-cell.ts";
import { JsonText } from "./json-text.ts";
import { renderJson, renderValue } from "./render-value.ts";

test("numbers keep their digits at any depth", () => {
  const row = { a: 12345678901234567890n, b: parseExact('{"c":[1.10000000000000000001]}'), d: [1n] };
  expect(renderJson(row)).toBe('{"a":12345678901234567890,"b":{"c":[1.10000000000000000001]},"d":[1]}');
});

test("JSON text is printed as it is, on one line", () => {
  const text = '{ "a" : 1.10,\n "b c":[1e2, "x \\" y\\\\"],\r\n"a":2 }';
  expect(renderJson({ j: JsonText.read(text) })).toBe('{"j":{"a":1.10,"b c":[1e2,"x \\" y\\\\"],"a":2}}');
  expect(renderValue(JsonText.read('"x"'))).toBe('"x"');
  expect(JsonText.read("{nothing")).toBeUndefined();
});

test("what a value is printed as follows the type of its column", () => {
  const print = (type: string, value: unknown): string => renderJson(exactCell(type, value));
  expect(print("jsonb", '{"a": 1.0}')).toBe('{"a":1.0}');
  expect(print("JSON", "no json")).toBe('"no json"');
  expect(print("numeric(30,20)", "1.10000000000000000001")).toBe("1.10000000000000000001");
  expect(print("DECIMAL(38,0)", "12345678901234567890123")).toBe("12345678901234567890123");
  expect(print("number", "NaN")).toBe('"NaN"');
  expect(print("VARCHAR", "1.10000000000000000001")).toBe('"1.10000000000000000001"');
  expect(print("text", '{"a": 1}')).toBe('"{\\"a\\": 1}"');
});

test("numbers that JSON has no words for are texts, and not null", () => {
  expect(renderJson([Number.NaN, -Infinity, undefined, null])).toBe('["NaN","-Infinity",null,null]');
});

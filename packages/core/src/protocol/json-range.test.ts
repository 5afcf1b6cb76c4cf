import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../test/json-text.ts";
import { elementRanges, type JsonRange, memberRange, valueRange } from "./json-range.ts";

describe("json ranges", () => {
  it.each([
    [' {"a" : 0.10 , "b":[1]} ', "a", "0.10"],
    ['{"a":12345678901234567890}', "a", "12345678901234567890"],
    ['{"x":{"a":1},"a":"}\\"]"}', "a", '"}\\"]"'],
    ['{"\\u0061":{"b" : [ ]}}', "a", '{"b" : [ ]}'],
    ['{"a":1,"a" :\n\tnull}', "a", "null"],
    ['{"b\\\\":"\\\\","a":true}', "a", "true"],
    ['{"__proto__":1}', "__proto__", "1"],
    ["{}", "a", undefined],
    ['["a",1]', "a", undefined],
    ['"a"', "a", undefined],
  ])("finds in %s the member %s", (text, key, expected) => {
    const range = memberRange(text, valueRange(text), key);
    expect(range && slice(text, range)).toBe(expected);
  });

  it.each([
    ['[1,"a,]", [2,[3]] ,{"b":[4]}]', ["1", '"a,]"', "[2,[3]]", '{"b":[4]}']],
    ["[ ]", []],
    ["[\n0.10\n]", ["0.10"]],
    ["{}", []],
    ["7", []],
  ])("finds the elements of %s", (text, expected) => {
    expect(elementRanges(text, valueRange(text)).map((range) => slice(text, range))).toEqual(expected);
  });

  it("finds every member and element of any JSON text", () => {
    const judge = fc.property(jsonText(), (text) => {
      expect(missedRanges(text, valueRange(text))).toEqual([]);
    });
    fc.assert(judge, { numRuns: 1000 });
  });
});

/** Members and elements, at any depth, that are not found or are found to be something else. */
function missedRanges(text: string, range: JsonRange): unknown[] {
  const value: unknown = JSON.parse(slice(text, range));
  const elements = elementRanges(text, range);
  if (Array.isArray(value)) {
    return value.length === elements.length ? elements.flatMap((element) => missedRanges(text, element)) : [value];
  }
  if (elements.length > 0) return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const found = memberRange(text, range, key);
    const isRight = found !== undefined && isDeepStrictEqual(JSON.parse(slice(text, found)), member);
    return isRight ? missedRanges(text, found) : [{ [key]: member }];
  });
}

function slice(text: string, range: JsonRange): string {
  return text.slice(range.start, range.end);
}

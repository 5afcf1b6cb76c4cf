import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../test/json-text.ts";
import { JsonWalker } from "./json-walker.ts";
import { RecordMark } from "./message.ts";

const manyKeys = (count: number, last: string): string => {
  const members = Array.from({ length: count }, (_, index) => `"k${index}":{"k${index}":0}`);
  return `{${members.join(",")},"${last}":0}`;
};
const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

describe("JsonWalker", () => {
  it.each([
    "{}",
    "[]",
    "[ ]",
    "{ }",
    "0",
    "-0",
    "-1.5e+10",
    "1E5",
    "1.0",
    "true",
    "false",
    "null",
    '""',
    '"a\\u00e9\\n"',
    '{"a" : [1 , {"b":null}]\t,"c":"\\\\"}',
    '"\u007f\u2028"',
    nested(1000),
  ])("accepts %.30s", (text) => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(walk(text).end).toBe(Buffer.byteLength(text));
  });

  it.each([
    "",
    "{",
    "[",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    "{a:1}",
    '{"a" 1}',
    "{1:2}",
    "01",
    "-",
    "1.",
    ".5",
    "+1",
    "1e",
    "1e+",
    "-a",
    "NaN",
    "Infinity",
    "tru",
    "nul",
    "falsy",
    "True",
    '"',
    '"a',
    '"\\x"',
    '"\\u12"',
    '"\\u12g4"',
    '"\\u12\u00104"',
    '"\\u12\u00c64"',
    '"a\tb"',
    '"a\u0000b"',
    '"\\',
    "'a'",
    "]",
    "}",
    "[1 2]",
    '["a" "b"]',
    '{"a":1 "b":2}',
    "[1}",
    '{"a":1]',
  ])("refuses %s", (text) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(walk(text).end).not.toBe(Buffer.byteLength(text));
  });

  it("refuses what is nested deeper than 1,000 levels", () => {
    expect(walk(nested(1001)).end).toBe(-1);
    expect(walk('{"a":'.repeat(1001) + "1" + "}".repeat(1001)).end).toBe(-1);
  });

  it.each([
    ["999999999999999", 0],
    ["9007199254740992", 0],
    ["9007199254740993", RecordMark.number],
    ["12345678901234567890", RecordMark.number],
    ["0.30000000000000004", 0],
    ["0.1000000000000000055", RecordMark.number],
    ["0.10", 0],
    ["1.000000000000000000", 0],
    ["1e300", 0],
    ["1e400", RecordMark.number],
    ["-1e400", RecordMark.number],
    ["1e-400", RecordMark.number],
    ["0e999", 0],
    ["5e-324", 0],
    ["1.5e-324", RecordMark.number],
    ['"12345678901234567890"', 0],
    ['"\\u0000"', RecordMark.escape],
    ['"\\u0001\\\\u0000"', 0],
    ['"\\ud83d\\ude00"', 0],
    ['"\\ud83d"', RecordMark.escape],
    ['"\\ude00"', RecordMark.escape],
    ['"\\ud83dx\\ude00"', RecordMark.escape],
    ['"\\ud83d\\ud83d\\ude00"', RecordMark.escape],
    ['"\\uD83D\\n"', RecordMark.escape],
    ['[{"a":"\\u0000"},1e400]', RecordMark.escape | RecordMark.number],
  ])("marks %s with %i", (text, marks) => {
    expect(walk(text)).toEqual({ end: text.length, marks });
  });

  it.each([
    ['{"a":1,"a":2}', true],
    ['[{"b":{"a":1,"ab":2,"ba":3,"a":4}}]', true],
    ['{"a":{"a":{"a":1}},"b":{"a":[{"a":1},{"a":2}]}}', false],
    ['{"":1,"":2}', true],
    ['{"a":"a","b":"a"}', false],
    [manyKeys(31, "k30"), true],
    [manyKeys(32, "k0"), true],
    [manyKeys(33, "k32"), true],
    [manyKeys(100, "k99"), true],
    [manyKeys(100, "other"), false],
    [`[${manyKeys(40, "x")},${manyKeys(40, "x")},{"inner":${manyKeys(40, "k7")}}]`, true],
    [`[${manyKeys(40, "x")},${manyKeys(40, "y")},{"k1":1,"x":${manyKeys(40, "y")},"y":1}]`, false],
  ])("marks %.60s: %o", (text, isMarked) => {
    expect(walk(text)).toEqual({ end: text.length, marks: isMarked ? RecordMark.key : 0 });
  });

  it("forgets at `begin` what it met in broken text", () => {
    const walker = new JsonWalker();
    for (const text of ['{"a":{"b":', '{"b":1}']) walker.skipValue(Buffer.from(text), 0, 0);
    walker.begin();
    expect([walker.skipValue(Buffer.from('{"a":1}'), 0, 0), walker.marks]).toEqual([7, 0]);
  });

  it("ends behind any valid value, whatever follows", () => {
    fc.assert(
      fc.property(jsonText(), fc.constantFrom("\n", "\r\n", ",", "}", " "), (text, rest) => {
        expect(walk(text.trim() + rest).end).toBe(Buffer.byteLength(text.trim()));
      }),
    );
  });

  it("accepts changed text if and only if JSON.parse does", () => {
    const change = fc.record({
      place: fc.nat(),
      remove: fc.nat({ max: 2 }),
      insert: fc.stringMatching(/^["\\{}[\],:0-9eE.+ \-tfnu]{0,2}$/),
    });
    fc.assert(
      fc.property(jsonText(), fc.array(change, { minLength: 1, maxLength: 2 }), (text, changes) => {
        let changed = text.trim();
        for (const { place, remove, insert } of changes) {
          const start = place % (changed.length + 1);
          changed = (changed.slice(0, start) + insert + changed.slice(start + remove)).trim();
        }
        if (!changed.isWellFormed()) return;
        expect(isUtf8(Buffer.from(changed))).toBe(true);
        expect(walk(changed).end === Buffer.byteLength(changed)).toBe(parses(changed));
      }),
      { numRuns: 5000 },
    );
  });
});

function walk(text: string): { end: number; marks: number } {
  const walker = new JsonWalker();
  return { end: walker.skipValue(Buffer.from(text), 0, 0), marks: walker.marks };
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

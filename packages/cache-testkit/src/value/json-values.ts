import type { ExpectedValues } from "../expected-value.ts";

/** What JSON columns keep; a reader gets parsed values, integers beyond a double as bigints, other such numbers as text. */
export const jsonValues: readonly ExpectedValues[] = [
  {
    type: "object",
    values: [
      ["{}", {}],
      ['{"a":{"b":[1,null,"x"]}}', { a: { b: [1, null, "x"] } }],
      ['{"max":9223372036854775807}', { max: 9223372036854775807n }],
      ['{"more":12345678901234567890123}', { more: 12345678901234567890123n }],
      ['{"d":0.1234567890123456789}', { d: "0.1234567890123456789" }],
      ['{"d":[1.0,1e2,-0.5,0]}', { d: [1, 100, -0.5, 0] }],
      ['{"a":1,"a":2}', { a: 2 }],
      ['{"a":{"b":1,"c":2,"b":3}}', { a: { b: 3, c: 2 } }],
      ['{"A":1,"a":2}', { A: 1, a: 2 }],
      ['{"":1," ":2,"a.b":3,"$":4}', { "": 1, " ": 2, "a.b": 3, $: 4 }],
      ['{"\\ud83d\\ude00":"\\u00e9"}', { "\u{1f600}": "\u00e9" }],
      ['{"k":"\\\\ud800 \\\\u0000"}', { k: "\\ud800 \\u0000" }],
      ['{"quote":"\\"\\\\\\n","nl":"\\n"}', { quote: '"\\\n', nl: "\n" }],
      [`{"deep":${"[".repeat(60)}1${"]".repeat(60)}}`, { deep: nest(60) }],
      ['"text"', "text"],
      ["7", 7],
      ["true", true],
      ["[1]", [1]],
      ['["\\ud800","\\\\\\udfff"]', ["\ufffd", "\\\ufffd"], "cut type"],
      ['{"k\\ud800":1}', { "k\ufffd": 1 }, "cut type"],
    ],
  },
  {
    type: "union",
    values: [
      ['"7"', "7"],
      ["7", 7],
      ['"true"', "true"],
      ["true", true],
      ['"null"', "null"],
      ['""', ""],
      ['"{}"', "{}"],
      ["9007199254740993", 9007199254740993n],
      ["0.1234567890123456789", "0.1234567890123456789"],
      ['"\\ud800"', "\ufffd", "cut type"],
    ],
  },
  {
    type: "object",
    when: ({ nulInText }) => nulInText,
    values: [
      ['{"k":"a\\u0000b"}', { k: "a\0b" }],
      ['{"\\u0000":1}', { "\0": 1 }],
    ],
  },
  { type: "object", when: ({ nulInText }) => !nulInText, values: [['{"k":"a\\u0000b"}', { k: "ab" }, "cut type"]] },
];

function nest(depth: number): ExpectedValues["values"][number][1] {
  return depth === 0 ? 1 : [nest(depth - 1)];
}

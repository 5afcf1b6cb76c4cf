import type { ExpectedValues } from "../expected-value.ts";

/** What string columns keep. */
export const textValues: readonly ExpectedValues[] = [
  {
    type: "string",
    values: [
      ['"plain"', "plain"],
      ['""', ""],
      ['" "', " "],
      ['"00123"', "00123"],
      ['"1e5"', "1e5"],
      ['"true"', "true"],
      ['"null"', "null"],
      ['"NaN"', "NaN"],
      ['"2024-01-15"', "2024-01-15"],
      ['"2024-01-15T10:30:00+05:00"', "2024-01-15T10:30:00+05:00"],
      ['"{\\"a\\":1}"', '{"a":1}'],
      ['"\\\\u0041"', "\\u0041"],
      ['"\\u0041\\/"', "A/"],
      ['"tab\\tline\\nreturn\\r\\u0001"', "tab\tline\nreturn\r\u0001"],
      ['"\\\\N"', "\\N"],
      ['"it\'s \\"quoted\\""', `it's "quoted"`],
      ['"\u4e2d\u6587 \\u00e9 \\ud83d\\ude00"', "\u4e2d\u6587 \u00e9 \u{1f600}"],
      ['"\ufeffbom \u2028"', "\ufeffbom \u2028"],
      [`"${"x".repeat(100_000)}"`, "x".repeat(100_000)],
      ["12", "12"],
      ["-0.5", "-0.5"],
      ["9007199254740993", "9007199254740993"],
      ["1234567890.1234567891", "1234567890.1234567891"],
      ["true", "true"],
      ["false", "false"],
      ["{}", "{}"],
      ["[]", "[]"],
      ['{"a":[1,0.1234567890123456789]}', '{"a":[1,0.1234567890123456789]}'],
      ['[1,"x",null,"\\u00e9"]', '[1,"x",null,"\u00e9"]'],
      ['"a\\ud800b"', "a\ufffdb", "cut type"],
      ['"\\udc00"', "\ufffd", "cut type"],
    ],
  },
  {
    type: "string",
    when: ({ nulInText }) => nulInText,
    values: [
      ['"a\\u0000b"', "a\0b"],
      ['"\\u0000"', "\0"],
    ],
  },
  {
    type: "string",
    when: ({ nulInText }) => !nulInText,
    values: [
      ['"a\\u0000b"', "ab", "cut type"],
      ['"\\u0000"', "", "cut type"],
    ],
  },
];

import type { RowValue } from "@airdock/core";
import type { TypeName } from "../record/test-stream.ts";

/** A change of type: the JSON text of an old value and what it becomes, and the same for a value that comes afterwards. */
export interface TypeChange {
  readonly from: TypeName;
  readonly to: TypeName;
  readonly old: readonly (readonly [json: string, becomes: RowValue])[];
  readonly next: readonly (readonly [json: string, becomes: RowValue])[];
}

/** Changes of type that keep every value: the column becomes wider. */
export const widenings: readonly TypeChange[] = [
  {
    from: "integer",
    to: "number",
    old: [
      ["7", 7],
      ["9007199254740992", 9007199254740992],
    ],
    next: [["1.5", 1.5]],
  },
  {
    from: "integer",
    to: "string",
    old: [
      ["7", "7"],
      ["-9223372036854775808", "-9223372036854775808"],
    ],
    next: [['"x"', "x"]],
  },
  {
    from: "number",
    to: "string",
    old: [
      ["1.5", "1.5"],
      ["100", "100"],
      ["0.1", "0.1"],
      ["0.00001", "0.00001"],
      ["-1.5e-06", "-0.0000015"],
      ["1e-7", "1e-7"],
      ["100000000000000000000", "100000000000000000000"],
      ["123456789012345680000", "123456789012345680000"],
      ["9007199254740994", "9007199254740994"],
      ["1e21", "1e+21"],
      ["1.5e300", "1.5e+300"],
    ],
    next: [['"x"', "x"]],
  },
  {
    from: "boolean",
    to: "string",
    old: [
      ["true", "true"],
      ["false", "false"],
    ],
    next: [['"x"', "x"]],
  },
  { from: "date", to: "string", old: [['"2024-01-15"', "2024-01-15"]], next: [['"soon"', "soon"]] },
  {
    from: "timestamp_with_timezone",
    to: "string",
    old: [
      ['"2024-01-15T10:30:00+02:00"', "2024-01-15T08:30:00.000000Z"],
      ['"0001-01-01T00:00:00.000001Z"', "0001-01-01T00:00:00.000001Z"],
    ],
    next: [['"soon"', "soon"]],
  },
  {
    from: "timestamp_without_timezone",
    to: "string",
    old: [['"2024-01-15T10:30:00.5"', "2024-01-15T10:30:00.500000"]],
    next: [['"soon"', "soon"]],
  },
  {
    from: "time_without_timezone",
    to: "string",
    old: [
      ['"10:30:00"', "10:30:00.000000"],
      ['"12:00:01.25"', "12:00:01.250000"],
    ],
    next: [['"soon"', "soon"]],
  },
  {
    from: "time_with_timezone",
    to: "string",
    old: [
      ['"12:00:01+05:30"', "12:00:01.000000+05:30"],
      ['"12:00:01-03:00"', "12:00:01.000000-03:00"],
      ['"12:00:01Z"', "12:00:01.000000Z"],
    ],
    next: [['"soon"', "soon"]],
  },
  {
    from: "time_without_timezone",
    to: "time_with_timezone",
    old: [['"10:30:00.5"', "10:30:00.500000Z"]],
    next: [['"10:30:00+02:00"', "10:30:00.000000+02:00"]],
  },
  {
    from: "timestamp_without_timezone",
    to: "timestamp_with_timezone",
    old: [
      ['"2024-02-29T12:00:00"', "2024-02-29T12:00:00.000000Z"],
      ['"0001-01-01T00:00:00"', "0001-01-01T00:00:00.000000Z"],
    ],
    next: [['"2024-02-29T12:00:00+02:00"', "2024-02-29T10:00:00.000000Z"]],
  },
  {
    from: "date",
    to: "timestamp_with_timezone",
    old: [['"2024-01-15"', "2024-01-15T00:00:00.000000Z"]],
    next: [['"2024-01-15T10:30:00+02:00"', "2024-01-15T08:30:00.000000Z"]],
  },
  {
    from: "date",
    to: "timestamp_without_timezone",
    old: [['"2024-01-15"', "2024-01-15T00:00:00.000000"]],
    next: [['"2024-01-15T10:30:00"', "2024-01-15T10:30:00.000000"]],
  },
  {
    from: "integer",
    to: "union",
    old: [
      ["7", 7],
      ["9223372036854775807", 9223372036854775807n],
    ],
    next: [['"7"', "7"]],
  },
  {
    from: "number",
    to: "object",
    old: [
      ["1.5", 1.5],
      ["100", 100],
      ["0.00001", 0.00001],
      ["1e-7", 1e-7],
      ["1.5e300", 1.5e300],
    ],
    next: [['{"a":1}', { a: 1 }]],
  },
  {
    from: "string",
    to: "array",
    old: [
      ['"7"', "7"],
      ['"[1"', "[1"],
      ['"a\\"b\\\\"', 'a"b\\'],
    ],
    next: [["[1]", [1]]],
  },
  {
    from: "boolean",
    to: "union",
    old: [
      ["true", true],
      ["false", false],
    ],
    next: [["7", 7]],
  },
  { from: "date", to: "union", old: [['"2024-01-15"', "2024-01-15"]], next: [["7", 7]] },
  {
    from: "timestamp_with_timezone",
    to: "union",
    old: [['"2024-01-15T10:30:00Z"', "2024-01-15T10:30:00.000000Z"]],
    next: [["7", 7]],
  },
];

/** Changes of type that lose values: the column stays, and what does not fit is NULL and declared. */
export const narrowings: readonly TypeChange[] = [
  { from: "string", to: "integer", old: [['"x"', "x"]], next: [["5", "5"]] },
  { from: "number", to: "integer", old: [["1.5", 1.5]], next: [["5", 5]] },
  { from: "boolean", to: "integer", old: [["true", true]], next: [["5", null]] },
  { from: "integer", to: "boolean", old: [["5", 5]], next: [["true", null]] },
  {
    from: "timestamp_with_timezone",
    to: "date",
    old: [['"2024-01-15T10:30:00Z"', "2024-01-15T10:30:00.000000Z"]],
    next: [['"2024-01-15"', "2024-01-15T00:00:00.000000Z"]],
  },
  { from: "union", to: "integer", old: [['"x"', "x"]], next: [["5", 5]] },
];

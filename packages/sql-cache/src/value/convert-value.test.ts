import { parseExact } from "@airdock/core";
import { describe, expect, test } from "vitest";
import type { AirbyteType } from "./airbyte-type.ts";
import type { ColumnValue } from "./converted-value.ts";
import { convertValue } from "./convert-value.ts";
import { defaultValueRules, type ValueRules } from "./value-rules.ts";

/** [the value as JSON text, what the column keeps, what is declared: `type` or `size`, with the value nulled or cut]. */
type Case = readonly [string, ColumnValue, ("nulled type" | "nulled size" | "cut type" | "cut size")?];

const exact: ValueRules = {
  ...defaultValueRules,
  exactNumbers: { beforePoint: 1000, afterPoint: 100 },
  jsonNumbers: { beforePoint: 1000, afterPoint: 100 },
  nulInText: false,
};
const wide: ValueRules = { ...defaultValueRules, timestampYears: [0, 10_000], timeOffset: 57_599 };
check("string", defaultValueRules, [
  ...same([`plain`, ``, `00123`, `2024-01-15T10:30:00+05:00`, `null`, ` 7 `]),
  [`12`, "12"],
  [`-0`, "-0"],
  [`1.50`, "1.5"],
  [`9007199254740993`, "9007199254740993"],
  [`1234567890.1234567891`, "1234567890.1234567891"],
  [`true`, "true"],
  [`{"a":[1,0.1234567890123456789]}`, `{"a":[1,0.1234567890123456789]}`],
  [`[1,"x",null]`, `[1,"x",null]`],
  [`{"k":"a\\u0000b\\ud800"}`, `{"k":"a\\u0000b\\ud800"}`],
  [`"a\\u0000b"`, "a\0b"],
  [`"a\\ud800b"`, "a\ufffdb", "cut type"],
]);
check("string", exact, [
  [`"a\\u0000b"`, "ab", "cut type"],
  [`"a\\\\u0000b"`, "a\\u0000b"],
  [`{"k":"a\\u0000b"}`, `{"k":"a\\u0000b"}`],
]);
check("integer", defaultValueRules, [
  [`0`, 0],
  [`-0`, 0],
  [`-7`, -7],
  [`1.0`, 1],
  [`1e3`, 1000],
  [`"5"`, 5],
  [`"+5"`, 5],
  [`"007"`, 7],
  [`"5.0"`, 5],
  [`"1e3"`, 1000],
  [`9007199254740993`, 9007199254740993n],
  [`9223372036854775807`, 9223372036854775807n],
  [`-9223372036854775808`, -9223372036854775808n],
  [`"9223372036854775807"`, 9223372036854775807n],
  ...nulled("size", [`9223372036854775808`, `-9223372036854775809`, `1e19`, `1e400`, `"1e99999999999999999999999"`]),
  [`0e99999999999999999999999`, 0],
  ...nulled("type", [
    `1.5`,
    `1e-5`,
    `9007199254740993.5`,
    `"1e-99999999999999999999999"`,
    `true`,
    `""`,
    `" 5"`,
    `"1_000"`,
    `"0x1F"`,
    `"NaN"`,
    `"-"`,
    `"."`,
    `{"a":1}`,
    `[5]`,
  ]),
]);
check("number", defaultValueRules, [
  [`0.1`, 0.1],
  [`3`, 3],
  [`1E+2`, 100],
  [`3.141592653589793`, 3.141592653589793],
  [`"12.50"`, 12.5],
  [`".5"`, 0.5],
  [`"5."`, 5],
  [`"1e5"`, 100_000],
  [`9007199254740993`, 9007199254740992, "cut size"],
  [`0.1234567890123456789`, 0.12345678901234568, "cut size"],
  [`"1234567890.1234567891"`, 1234567890.1234567, "cut size"],
  [`1e-400`, 0, "cut size"],
  [`1e400`, null, "nulled size"],
  [`"-1e400"`, null, "nulled size"],
  ...nulled("type", [`"Infinity"`, `"NaN"`, `"1,5"`, `false`, `[1]`]),
]);
check("number", exact, [
  [`0.1234567890123456789`, "0.1234567890123456789"],
  [`1e21`, "1e+21"],
  [`"12.50"`, "12.50"],
  [`9007199254740993`, "9007199254740993"],
  [`1e1001`, null, "nulled size"],
  [`1e-101`, null, "nulled size"],
  [`"x"`, null, "nulled type"],
]);
check("boolean", defaultValueRules, [
  [`true`, true],
  [`false`, false],
  [`"true"`, true],
  [`"false"`, false],
  ...nulled("type", [`"True"`, `"t"`, `"yes"`, `1`, `0`, `[true]`]),
]);
check("date", defaultValueRules, [
  ...same([`2024-02-29`, `0001-01-01`, `9999-12-31`]),
  [`"2024-01-01T00:00:00Z"`, "2024-01-01"],
  [`"2024-01-01T00:00:00.000+05:00"`, "2024-01-01"],
  [`"2024-01-15T10:30:00+05:00"`, "2024-01-15", "cut size"],
  [`"2024-01-15T00:00:00.000000001Z"`, "2024-01-15", "cut size"],
  ...nulled("type", [
    `"2023-02-29"`,
    `"1900-02-29"`,
    `"2024-13-01"`,
    `"2024-04-31"`,
    `"0000-00-00"`,
    `"0000-01-01"`,
    `"2024-1-5"`,
    `"20240105"`,
    `"0044-03-15 BC"`,
    `"2024-01-01T99:00:00Z"`,
    `"soon"`,
    `20240105`,
  ]),
]);
check("timestamp_with_timezone", defaultValueRules, [
  [`"2024-01-15T10:30:00Z"`, "2024-01-15T10:30:00.000000Z"],
  [`"2024-01-15T10:30:00z"`, "2024-01-15T10:30:00.000000Z"],
  [`"2024-01-15t10:30:00Z"`, "2024-01-15T10:30:00.000000Z"],
  [`"2024-01-15 10:30:00Z"`, "2024-01-15T10:30:00.000000Z"],
  [`"2024-01-15T10:30:00 Z"`, "2024-01-15T10:30:00.000000Z"],
  [`"2024-01-15T10:30Z"`, "2024-01-15T10:30:00.000000Z"],
  [`"2024-01-15T10:30:00"`, "2024-01-15T10:30:00.000000Z"],
  [`"2024-01-15"`, "2024-01-15T00:00:00.000000Z"],
  [`"2024-01-15T10:30:00+05:00"`, "2024-01-15T05:30:00.000000Z"],
  [`"2024-01-15T10:30:00+0530"`, "2024-01-15T05:00:00.000000Z"],
  [`"2024-01-15T10:30:00 -05"`, "2024-01-15T15:30:00.000000Z"],
  [`"1883-11-18T12:00:00-04:56:02"`, "1883-11-18T16:56:02.000000Z"],
  [`"2024-01-15T10:30:00.5-03:30"`, "2024-01-15T14:00:00.500000Z"],
  [`"2024-01-15T10:30:00.000001+14:00"`, "2024-01-14T20:30:00.000001Z"],
  [`"2024-03-01T00:00:00+00:01"`, "2024-02-29T23:59:00.000000Z"],
  [`"0001-01-01T00:00:00Z"`, "0001-01-01T00:00:00.000000Z"],
  [`"0099-03-01T00:00:00+01:00"`, "0099-02-28T23:00:00.000000Z"],
  [`"9999-12-31T23:59:59.999999Z"`, "9999-12-31T23:59:59.999999Z"],
  [`"2024-01-15T10:30:00.123456000Z"`, "2024-01-15T10:30:00.123456Z"],
  [`"2024-01-15T10:30:00.123456789Z"`, "2024-01-15T10:30:00.123456Z", "cut size"],
  [`"2024-01-15T10:30:00.9999999+01:00"`, "2024-01-15T09:30:00.999999Z", "cut size"],
  [`"0001-01-01T00:00:00+00:01"`, null, "nulled size"],
  [`"9999-12-31T23:59:59-00:01"`, null, "nulled size"],
  ...nulled("type", [
    `"2024-01-15T10:30:00.1234567891Z"`,
    `"2024-01-15T24:00:00Z"`,
    `"2024-01-15T10:60:00Z"`,
    `"2024-06-30T23:59:60Z"`,
    `"2024-01-15T10:30:00+24:00"`,
    `"2024-01-15T10:30:00+05:60"`,
    `"2024-01-15T10:30:00 UTC"`,
    `"2024-01-15T10:30:00Z "`,
    `"2024-01-15T10:30:00Z\\n"`,
    `"12024-01-15T10:30:00Z"`,
    `"epoch"`,
    `"infinity"`,
    `""`,
    `1700000000`,
    `{"a":"2024-01-15"}`,
  ]),
]);
check("timestamp_with_timezone", wide, [
  [`"0001-01-01T00:00:00+00:01"`, "0000-12-31T23:59:00.000000Z"],
  [`"9999-12-31T23:59:59-00:01"`, "10000-01-01T00:00:59.000000Z"],
]);
check("timestamp_without_timezone", defaultValueRules, [
  [`"2024-03-10T02:30:00"`, "2024-03-10T02:30:00.000000"],
  [`"2024-03-10 02:30:00.5"`, "2024-03-10T02:30:00.500000"],
  [`"2024-03-10T02:30:00-05:00"`, "2024-03-10T02:30:00.000000"],
  [`"2024-03-10T02:30:00Z"`, "2024-03-10T02:30:00.000000"],
  [`"2024-03-10"`, "2024-03-10T00:00:00.000000"],
  [`"9999-12-31T23:59:59.999999-05:00"`, "9999-12-31T23:59:59.999999"],
  [`"2024-03-10T02:30:00.0000001"`, "2024-03-10T02:30:00.000000", "cut size"],
  ...nulled("type", [`"12:30:00"`, `"2024-02-30T00:00:00"`, `false`]),
]);
check("time_with_timezone", wide, [
  [`"01:23:45.678Z"`, "01:23:45.678000Z"],
  [`"10:00:00"`, "10:00:00.000000Z"],
  [`"10:00+05:30"`, "10:00:00.000000+05:30"],
  [`"10:00:00 -0330"`, "10:00:00.000000-03:30"],
  [`"10:00:00+00:00"`, "10:00:00.000000Z"],
  [`"12:00:00-04:56:02"`, "12:00:00.000000-04:56:02"],
  [`"10:00:00.1234567Z"`, "10:00:00.123456Z", "cut size"],
  [`"10:00:00+16:00"`, null, "nulled size"],
  ...nulled("type", [`"12:61:00"`, `"24:00:00Z"`, `"2024-01-01T10:00:00Z"`, `1000`]),
]);
check("time_without_timezone", defaultValueRules, [
  [`"01:23:45.678"`, "01:23:45.678000"],
  [`"01:23"`, "01:23:00.000000"],
  [`"01:23:45Z"`, "01:23:45.000000", "cut size"],
  [`"01:23:45+05:00"`, "01:23:45.000000", "cut size"],
  [`"1:23"`, null, "nulled type"],
]);
check("json", defaultValueRules, [
  [`{"a":{"b":[1,null,"x"]}}`, `{"a":{"b":[1,null,"x"]}}`],
  [`"7"`, `"7"`],
  [`7`, "7"],
  [`true`, "true"],
  [`{"max":9223372036854775807,"d":0.1234567890123456789}`, `{"max":9223372036854775807,"d":0.1234567890123456789}`],
  [`{"a":1,"a":2}`, `{"a":2}`],
  [`{"k":"a\\u0000b"}`, `{"k":"a\\u0000b"}`],
  [`{"k":"\\\\ud800 \\\\u0000"}`, `{"k":"\\\\ud800 \\\\u0000"}`],
  [`{"\\ud83d\\ude00":1}`, `{"\u{1f600}":1}`],
  [`["\\ud800","\\\\\\udfff"]`, `["\ufffd","\\\\\ufffd"]`, "cut type"],
]);
check("json", exact, [
  [`{"k":"a\\u0000b"}`, `{"k":"ab"}`, "cut type"],
  [`[{"k":1e1001}]`, null, "nulled size"],
  [`[{"k":1e-300}]`, `[{"k":1e-300}]`],
]);

test.each(["string", "integer", "timestamp_with_timezone", "json"] as const)(
  "null and nothing are NULL in %s",
  (type) => {
    expect(convertValue(type, null, defaultValueRules)).toEqual({ value: null });
    expect(convertValue(type, undefined, defaultValueRules)).toEqual({ value: null });
  },
);

function check(type: AirbyteType, rules: ValueRules, cases: readonly Case[]): void {
  describe(type, () => {
    test.each(cases.map(([text, value, declared]) => ({ text, value, declared })))(
      "$text is kept as $value",
      (given) => {
        const converted = convertValue(type, parseExact(given.text), rules);
        expect(converted.value).toStrictEqual(given.value);
        expect(converted.change).toEqual(given.declared === undefined ? undefined : changes[given.declared]);
      },
    );
  });
}

function same(texts: readonly string[]): readonly Case[] {
  return texts.map((text): Case => [JSON.stringify(text), text]);
}

function nulled(reason: "type" | "size", texts: readonly string[]): readonly Case[] {
  return texts.map((text): Case => [text, null, `nulled ${reason}`]);
}

const changes = {
  "nulled type": { change: "NULLED", reason: "DESTINATION_SERIALIZATION_ERROR" },
  "nulled size": { change: "NULLED", reason: "DESTINATION_FIELD_SIZE_LIMITATION" },
  "cut type": { change: "TRUNCATED", reason: "DESTINATION_SERIALIZATION_ERROR" },
  "cut size": { change: "TRUNCATED", reason: "DESTINATION_FIELD_SIZE_LIMITATION" },
};

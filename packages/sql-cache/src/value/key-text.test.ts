import { parseExact } from "@airdock/core/protocol";
import { expect, test } from "vitest";
import type { AirbyteType } from "./airbyte-type.ts";
import { keyText } from "./key-text.ts";
import { defaultValueRules } from "./value-rules.ts";

function textOf(type: AirbyteType, json: string): unknown {
  return keyText(type, parseExact(json), defaultValueRules).value;
}

test.each<[AirbyteType, string, readonly string[]]>([
  ["number", "1", ["1", "1.0", "1e0", '"1"', '"1.00"', "10e-1"]],
  ["number", "0", ["0", "-0", "0.0", '"-0"', "-0.0e5"]],
  [
    "number",
    "9007199254740993",
    ["9007199254740993", "9007199254740993.0", '"9007199254740993"', "9.007199254740993e15"],
  ],
  ["number", "0.1234567890123456781", ["0.1234567890123456781", "12345678901234567810e-20"]],
  ["number", "-0.001234567890123456781", ["-0.001234567890123456781", "-1.234567890123456781e-3"]],
  ["number", "1e+21", ["1e21", "1000000000000000000000"]],
  ["integer", "18446744073709551616", ["18446744073709551616", '"18446744073709551616.0"']],
  ["integer", "1.5", ["1.5", '"1.50"', "15e-1"]],
  ["date", "2024-01-01", ['"2024-01-01"', '"2024-01-01T00:00:00Z"']],
  ["date", "2024-01-01T10:00:00.000000Z", ['"2024-01-01T10:00:00Z"', '"2024-01-01 12:00:00+02:00"']],
  [
    "timestamp_with_timezone",
    "2024-01-01T00:00:00.123456789Z",
    ['"2024-01-01T00:00:00.123456789Z"', '"2024-01-01T01:00:00.123456789+01"'],
  ],
  ["time_without_timezone", "10:00:00.000000123", ['"10:00:00.000000123"']],
  ["time_without_timezone", "10:00:00.000000+05:30", ['"10:00:00+05:30"']],
  ["boolean", "true", ["true", '"true"']],
  ["boolean", "yes", ['"yes"']],
  ["string", "a\\ud800", ['"a\\ud800"']],
])("%s: one text, %s, for %j", (type, text, values) => {
  expect(values.map((json) => textOf(type, json))).toEqual(values.map(() => text));
});

test("numbers of any size have a text of bounded length", () => {
  expect(textOf("number", "1e999999999")).toBe("1e999999999");
  expect(textOf("number", "10e999999998")).toBe("1e999999999");
  expect(textOf("number", "-12e-999999999")).toBe("-12e-999999999");
});

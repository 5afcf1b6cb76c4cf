import { type AirbyteType, convertValue, defaultValueRules } from "@airdock/sql-cache/value";
import fc from "fast-check";
import { expect, test } from "vitest";
import { plainDate } from "./plain-date.ts";
import { plainTimestamp } from "./plain-timestamp.ts";

test.each([
  ["2024-02-15T10:30:00Z", "2024-02-15T10:30:00.000000Z"],
  ["2024-02-15T10:30:00.5Z", "2024-02-15T10:30:00.500000Z"],
  ["2024-02-15T10:30:00.123456Z", "2024-02-15T10:30:00.123456Z"],
])("%s is %s", (text, wanted) => {
  expect(plainTimestamp(text)).toBe(wanted);
});

test("a text is left to the reference, or becomes what the reference makes of it, with nothing to declare", () => {
  const digits = fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d$/);
  const clock = fc.stringMatching(/^[T ][0-2]\d:[0-6]\d:[0-6]\d(\.\d{0,7})?(Z|\+00:00|)$/);
  const text = fc.oneof(
    fc.tuple(digits, clock).map(([day, time]) => day + time),
    digits,
    fc.string({ maxLength: 28 }),
  );
  fc.assert(
    fc.property(text, (value) => {
      expect(agrees("timestamp_with_timezone", value, plainTimestamp(value))).toBe(true);
      expect(agrees("date", value, plainDate(value))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

function agrees(type: AirbyteType, text: string, plain: string | undefined): boolean {
  const { value, change } = convertValue(type, text, defaultValueRules);
  return plain === undefined || (plain === value && change === undefined);
}

import { expect, test } from "vitest";
import { readValue } from "./read-value.ts";

test("integers are numbers where those are exact, whatever the driver gives", () => {
  expect([7, 7n, "7"].map((value) => readValue("integer", value))).toEqual([7, 7, 7]);
  expect(readValue("integer", "9007199254740993")).toBe(9007199254740993n);
});

test("numbers that come as text stay text when a double would lose digits", () => {
  expect(readValue("number", "12.50")).toBe(12.5);
  expect(readValue("number", "0.1234567890123456789")).toBe("0.1234567890123456789");
});

test("booleans may be integers", () => {
  expect([true, 1, 1n, false, 0, 0n].map((value) => readValue("boolean", value))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("JSON is parsed, and keeps the numbers that no double holds", () => {
  expect(readValue("json", '{"a":[1,12345678901234567890,0.1234567890123456789]}')).toEqual({
    a: [1, 12345678901234567890n, "0.1234567890123456789"],
  });
  expect(readValue("json", '"7"')).toBe("7");
});

test("what is not there is null", () => {
  expect(readValue("string", null)).toBeNull();
  expect(readValue("json", undefined)).toBeNull();
});

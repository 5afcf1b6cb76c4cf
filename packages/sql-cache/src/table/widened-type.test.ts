import { expect, test } from "vitest";
import { airbyteTypes, type AirbyteType } from "../value/airbyte-type.ts";
import { needsLargest, widenedType } from "./widened-type.ts";

test("every type becomes JSON or, JSON excepted, text; none stays what it is", () => {
  for (const type of airbyteTypes) {
    expect(widenedType(type, type, {}, false)).toBeUndefined();
    if (type === "json")
      expect(airbyteTypes.map((to) => widenedType("json", to, {}, false)).every((to) => to === undefined)).toBe(true);
    else expect(widenedType(type, "json", {}, false)).toBe("json");
    if (type !== "json" && type !== "string") expect(widenedType(type, "string", {}, false)).toBe("string");
  }
});

test("integers become numbers where doubles hold them all, else text", () => {
  expect(widenedType("integer", "number", {}, false)).toBe("number");
  expect(widenedType("integer", "number", { largest: 2n ** 53n }, false)).toBe("number");
  expect(widenedType("integer", "number", { largest: 2n ** 53n + 1n }, false)).toBe("string");
  expect(widenedType("integer", "number", { largest: 2n ** 63n }, true)).toBe("number");
  expect([needsLargest("integer", "number", false), needsLargest("integer", "number", true)]).toEqual([true, false]);
});

test("days become timestamps, times without a zone get one", () => {
  expect(widenedType("date", "timestamp_with_timezone", {}, false)).toBe("timestamp_with_timezone");
  expect(widenedType("date", "timestamp_without_timezone", {}, false)).toBe("timestamp_without_timezone");
  expect(widenedType("timestamp_without_timezone", "timestamp_with_timezone", {}, false)).toBe(
    "timestamp_with_timezone",
  );
  expect(widenedType("time_without_timezone", "time_with_timezone", {}, false)).toBe("time_with_timezone");
});

test("what would lose values stays", () => {
  const narrower: readonly (readonly [AirbyteType, AirbyteType])[] = [
    ["string", "integer"],
    ["number", "integer"],
    ["boolean", "integer"],
    ["timestamp_with_timezone", "timestamp_without_timezone"],
    ["timestamp_with_timezone", "date"],
    ["integer", "boolean"],
  ];
  for (const [from, to] of narrower) expect(widenedType(from, to, {}, false)).toBeUndefined();
});

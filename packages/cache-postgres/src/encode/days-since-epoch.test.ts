import fc from "fast-check";
import { expect, test } from "vitest";
import { daysSinceEpoch } from "./days-since-epoch.ts";

test("days are counted as JavaScript counts them, from year 0 to 10000", () => {
  const [from, to] = [Date.UTC(0, 0, 1) - 1900 * 366 * 86_400_000, Date.UTC(10_001, 0, 1)];
  fc.assert(
    fc.property(fc.integer({ min: from / 86_400_000, max: to / 86_400_000 }), (day) => {
      const date = new Date(day * 86_400_000);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
      expect(daysSinceEpoch(year, month, date.getUTCDate())).toBe(day - Date.UTC(2000, 0, 1) / 86_400_000);
    }),
  );
});

test.each([
  [2023, 2, 29],
  [1900, 2, 29],
  [2024, 4, 31],
  [2024, 0, 1],
  [2024, 13, 1],
  [2024, 1, 0],
])("there is no %i-%i-%i", (year, month, day) => {
  expect(daysSinceEpoch(year, month, day)).toBeUndefined();
});

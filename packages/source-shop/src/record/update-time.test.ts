import { expect, test } from "vitest";
import { countBefore, updateTime } from "./update-time.ts";

test("times rise strictly, also after millions of records, and end before 2026", () => {
  for (const start of [0, 1000, 4_900_000]) {
    for (let index = start; index < start + 1000; index++) {
      expect(updateTime(index + 1, 100)).toBeGreaterThan(updateTime(index, 100));
    }
  }
  expect(updateTime(5_000_000, 100)).toBeLessThan(Date.UTC(2026, 0, 1));
});

test("countBefore is the inverse of updateTime", () => {
  for (const index of [0, 1, 2, 57, 1000, 123_456, 4_999_999]) {
    const time = updateTime(index, 100);
    expect(countBefore(time, 100)).toBe(index);
    expect(countBefore(time + 1, 100)).toBe(index + 1);
  }
});

test("nothing was updated before the opening, and a far future ends the search at once", () => {
  expect(countBefore(-Infinity, 100)).toBe(0);
  expect(countBefore(Date.UTC(2000, 0, 1), 100)).toBe(0);
  expect(countBefore(Date.UTC(9999, 0, 1), 100)).toBeGreaterThan(5_000_000);
});

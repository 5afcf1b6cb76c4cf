import { expect, test } from "vitest";
import { readDuration } from "./read-duration.ts";

test.each([
  ["90s", 90_000],
  ["15m", 900_000],
  ["2h", 7_200_000],
  ["1.5", 1500],
  ["250ms", 250],
  ["0", 0],
  [undefined, undefined],
])("%s is %s milliseconds", (text, duration) => {
  expect(readDuration("--wait", text)).toBe(duration);
});

test.each(["soon", "", "-1", "5 m", "1d", "0x10"])("%s is not a duration", (text) => {
  expect(() => readDuration("--wait", text)).toThrow(/--wait .* is not a duration/);
});

test("a duration below the least is refused", () => {
  expect(() => readDuration("--stall-after", "0s", 1)).toThrow(/--stall-after 0s is not a duration/);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StallWatch } from "./stall-watch.ts";

const minute = 60_000;
let told: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  told = [];
});
afterEach(() => void vi.useRealTimers());

function watch(limit = 60 * minute): StallWatch {
  const note = (what: string) => (silence: number) => void told.push(`${what} ${silence / minute}`);
  return new StallWatch({ limit, onQuiet: note("quiet"), onStalled: note("stalled") });
}

test("a silence is told of, then it is a hang", () => {
  using _watch = watch();
  vi.advanceTimersByTime(59 * minute);
  expect(told).toEqual(["quiet 5"]);
  vi.advanceTimersByTime(5 * minute);
  expect(told).toEqual(["quiet 5", "stalled 60"]);
});

test("each sign of life begins anew", () => {
  using stall = watch();
  for (let hour = 0; hour < 3; hour += 1) {
    vi.advanceTimersByTime(59 * minute);
    stall.heard();
  }
  expect(told).toEqual(["quiet 5", "quiet 5", "quiet 5"]);
});

test("our own time does not count", () => {
  using stall = watch();
  stall.pause();
  vi.advanceTimersByTime(600 * minute);
  stall.listen();
  vi.advanceTimersByTime(4 * minute);
  expect(told).toEqual([]);
});

test("a rest for a rate limit is no hang, and what comes after it may be", () => {
  using stall = watch();
  stall.rest(180 * minute);
  vi.advanceTimersByTime(184 * minute);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(60 * minute);
  expect(told).toEqual(["quiet 185", "stalled 240"]);
});

test("a rest without an end has one", () => {
  using stall = watch(10 * minute);
  stall.rest(undefined);
  vi.advanceTimersByTime(69 * minute);
  expect(told).toEqual(["quiet 65"]);
  vi.advanceTimersByTime(2 * minute);
  expect(told).toEqual(["quiet 65", "stalled 70"]);
});

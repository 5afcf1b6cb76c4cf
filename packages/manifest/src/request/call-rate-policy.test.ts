import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type CallRatePolicy, fixedWindow, movingWindow, unlimited } from "./call-rate-policy.ts";

const request = { method: "GET", url: "https://example.com/a", headers: {}, body: undefined };

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

/** Takes calls as fast as the policy allows and gives the time of each. */
function timesOf(policy: CallRatePolicy, count: number): number[] {
  const begin = performance.now();
  return Array.from({ length: count }, () => {
    for (let wait = policy.take(request); wait > 0; wait = policy.take(request)) vi.advanceTimersByTime(wait);
    return Math.round(performance.now() - begin);
  });
}

test("a moving window never holds more calls than its limits", () => {
  const policy = movingWindow(
    [
      { limit: 2, interval: 1000 },
      { limit: 3, interval: 5000 },
    ],
    [],
  );
  expect(timesOf(policy, 6)).toEqual([0, 0, 1000, 5000, 5000, 6000]);
});

test("an answer that says no call is left fills the window", () => {
  const policy = movingWindow([{ limit: 5, interval: 1000 }], []);
  policy.update({ available: 0, resetAt: undefined });
  expect(timesOf(policy, 1)).toEqual([1000]);
});

test("a fixed window starts anew after its period; answers correct what is left of it", () => {
  const policy = fixedWindow(2, 1000, []);
  const times = timesOf(policy, 3);
  expect(times.slice(0, 2)).toEqual([0, 0]);
  expect(times[2]).toBeGreaterThanOrEqual(1000);
  policy.update({ available: 0, resetAt: undefined });
  expect(policy.take(request)).toBeGreaterThan(0);
});

test("a policy is about the requests it matches", () => {
  const none = { weight: 1, matches: () => false };
  expect([unlimited([]).matches(request), unlimited([none]).matches(request)]).toEqual([true, false]);
  expect(unlimited([]).take(request)).toBe(0);
});

import type { HttpRequest } from "./http-request.ts";
import type { RequestMatcher } from "./request-matcher.ts";

/** A limit on the calls in a time. Times are milliseconds of a clock that runs evenly, so that a set or standing wall clock does no harm. */
export interface CallRatePolicy {
  matches(request: HttpRequest): boolean;
  /** Takes a call and returns 0, or returns how long to wait before asking again. */
  take(request: HttpRequest): number;
  /** What an answer said: calls left, and the wall-clock time (epoch milliseconds) the window ends. */
  update(seen: { available: number | undefined; resetAt: number | undefined }): void;
}

/** Never more than `limit` calls in each of the intervals, counted backwards from now. */
export function movingWindow(
  rates: readonly { limit: number; interval: number }[],
  matchers: readonly RequestMatcher[],
): CallRatePolicy {
  let calls: number[] = [];
  const longest = Math.max(...rates.map(({ interval }) => interval));
  const inWindow = (interval: number, now: number): number[] => calls.filter((time) => time > now - interval);
  return {
    matches: (request) => matchesAny(matchers, request),
    take: (request) => {
      const now = performance.now();
      calls = inWindow(longest, now);
      const weight = weightOf(matchers, request);
      const waits = rates.map(({ limit, interval }) => {
        const window = inWindow(interval, now);
        const surplus = window.length + weight - limit;
        return surplus > 0 ? Math.max(1, Math.ceil((window[surplus - 1] ?? now) + interval - now)) : 0;
      });
      const wait = Math.max(...waits);
      if (wait === 0) for (let count = 0; count < weight; count += 1) calls.push(now);
      return wait;
    },
    update: ({ available, resetAt }) => {
      if (available !== 0 || resetAt !== undefined) return;
      const now = performance.now();
      const free = Math.min(...rates.map(({ limit, interval }) => limit - inWindow(interval, now).length));
      for (let count = 0; count < free; count += 1) calls.push(now);
    },
  };
}

/** `limit` calls per period; answers may correct the count and the end of the period. */
export function fixedWindow(limit: number, period: number, matchers: readonly RequestMatcher[]): CallRatePolicy {
  let used = 0;
  let end = performance.now() + period;
  const turn = (): void => {
    if (performance.now() <= end) return;
    end += period;
    used = 0;
  };
  return {
    matches: (request) => matchesAny(matchers, request),
    take: (request) => {
      turn();
      const weight = weightOf(matchers, request);
      if (used + weight > limit) return Math.max(1, Math.ceil(end - performance.now()) + 1);
      used += weight;
      return 0;
    },
    update: ({ available, resetAt }) => {
      turn();
      if (available !== undefined && limit - used > available) used = limit - available;
      if (resetAt !== undefined) end = performance.now() + (resetAt - Date.now());
    },
  };
}

/** No limit: stands before other policies to except requests from them. */
export function unlimited(matchers: readonly RequestMatcher[]): CallRatePolicy {
  return { matches: (request) => matchesAny(matchers, request), take: () => 0, update: () => undefined };
}

function matchesAny(matchers: readonly RequestMatcher[], request: HttpRequest): boolean {
  return matchers.length === 0 || matchers.some((matcher) => matcher.matches(request));
}

function weightOf(matchers: readonly RequestMatcher[], request: HttpRequest): number {
  return matchers.find((matcher) => matcher.matches(request))?.weight ?? 1;
}

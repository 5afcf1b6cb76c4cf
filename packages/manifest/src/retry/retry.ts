import { setTimeout as sleep } from "node:timers/promises";

/** When and how an action is tried again. */
export interface RetryRule {
  /** Whether this failure is one to try again. */
  readonly accepts: (error: unknown) => boolean;
  /** Attempts in all. */
  readonly maxTries: number;
  /** Seconds since the first attempt after which nothing is tried again. */
  readonly maxTime?: number | undefined;
  /** Seconds before the next attempt, after the failure of attempt number `tries`. */
  readonly waitTime: (error: unknown, tries: number) => number;
  readonly onWait?: ((error: unknown, tries: number, seconds: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Does `action` until it succeeds or the rule gives up, with the last failure. Time is measured by a clock that cannot be set. */
export async function retry<Value>(action: () => Promise<Value>, rule: RetryRule): Promise<Value> {
  const started = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await action();
    } catch (error) {
      if (!rule.accepts(error) || tries >= rule.maxTries) throw error;
      const elapsed = (performance.now() - started) / 1000;
      if (rule.maxTime !== undefined && elapsed >= rule.maxTime) throw error;
      const left = rule.maxTime === undefined ? Infinity : rule.maxTime - elapsed;
      const seconds = Math.min(rule.waitTime(error, tries), left);
      rule.onWait?.(error, tries, seconds);
      await wait(seconds, rule.signal);
    }
  }
}

/** Waits, in steps short enough for timers: they end at 2^31 milliseconds. */
async function wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  const longest = 2 ** 30;
  for (let left = seconds * 1000; left > 0; left -= longest)
    await sleep(Math.min(left, longest), undefined, { signal });
}

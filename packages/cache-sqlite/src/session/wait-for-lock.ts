import { setTimeout as delay } from "node:timers/promises";

/** How long somebody waits for a lock, and who is told. */
export interface WaitRequest {
  /** Milliseconds. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
  /** Told once when the waiting begins, with a sentence for people. */
  readonly onWait?: ((reason: string) => void) | undefined;
}

/**
 * Tries until it works or the patience ends; then it throws what the last try has answered. A try is told how many milliseconds
 * SQLite itself may wait: few at first, so that a signal is heard.
 */
export async function waitForLock(
  attempt: (timeout: number) => Promise<unknown>,
  reason: string,
  { patience, signal, onWait }: WaitRequest,
): Promise<void> {
  const deadline = performance.now() + patience;
  for (let tries = 0; ; tries += 1) {
    signal?.throwIfAborted();
    const remaining = deadline - performance.now();
    const answer = await attempt(Math.ceil(Math.max(0, Math.min(remaining, longestTry))));
    if (answer === true) return;
    if (remaining <= 0) throw answer;
    if (tries === 0) onWait?.(reason);
    await delay(pause, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** Milliseconds that SQLite waits by itself, and then we. */
const longestTry = 250;
const pause = 5;

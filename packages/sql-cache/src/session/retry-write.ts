import { setTimeout as delay } from "node:timers/promises";
import { type AirdockError, isAirdockError } from "@airdock/core";
import type { WaitOptions } from "./wait-options.ts";

/** One try of a transaction. `mayBeIn`: it got as far as its COMMIT. */
export interface WriteAttempt<Result> {
  run(): Promise<Result>;
  readonly mayBeIn: boolean;
}

/**
 * Tries a transaction again while a table it needs is locked by others (in the end it rejects with TABLE_LOCKED), when it ran out of
 * memory and the dialect has allowed more, and when the connection broke before its COMMIT. A run's transaction asks for its lease
 * first, so that what is tried again too late writes nothing.
 */
export async function retryWrite<Result>(
  attempt: WriteAttempt<Result>,
  { signal, onWaiting, repeatable = false }: WaitOptions,
): Promise<Result> {
  const failures = new Map<unknown, { count: number; readonly since: number }>();
  for (;;) {
    try {
      return await attempt.run();
    } catch (error) {
      const retry = isAirdockError(error) ? retries[String(error.data["kind"])] : undefined;
      if (retry === undefined || (retry.isBroken && attempt.mayBeIn && !repeatable)) throw error;
      const failure = failures.get(retry) ?? { count: 0, since: performance.now() };
      failures.set(retry, failure);
      failure.count += 1;
      if (failure.count >= retry.attempts || performance.now() - failure.since > retry.within) throw error;
      const pause = retry.pause(failure.count);
      if (pause === 0) continue;
      if (failure.count === 1) onWaiting?.(`${(error as AirdockError).message} Trying again.`);
      await delay(pause, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

interface Retry {
  readonly attempts: number;
  /** Milliseconds from the first failure. */
  readonly within: number;
  /** Milliseconds before the next attempt. */
  pause(failures: number): number;
  readonly isBroken: boolean;
}

/** What is tried again, by the kind of its error. */
const retries: Readonly<Record<string, Retry | undefined>> = {
  locked: { attempts: 8, within: Number.POSITIVE_INFINITY, pause: () => 500, isBroken: false },
  memory: { attempts: 8, within: Number.POSITIVE_INFINITY, pause: () => 0, isBroken: false },
  // As long as a lease lasts that nobody renews; a session waits by itself for a server that does not answer.
  lost: { attempts: 100, within: 60_000, pause: (failures) => Math.min(100 * 2 ** failures, 5000), isBroken: true },
};

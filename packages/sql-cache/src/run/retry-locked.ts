import { setTimeout as delay } from "node:timers/promises";
import { isAirdockError } from "@airdock/core";
import type { WaitOptions } from "../session/cache-sessions.ts";

/** How often a transaction is tried that meets a table locked by others, and the milliseconds in between. */
const attempts = 8;
const pause = 500;

/** Tries a transaction again while a table it needs is locked by others; in the end it rejects with TABLE_LOCKED. */
export async function retryLocked<Result>(
  write: () => Promise<Result>,
  { signal, onWaiting }: WaitOptions,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isAirdockError(error) || error.code !== "TABLE_LOCKED" || attempt === attempts) throw error;
      if (attempt === 1) onWaiting?.(error.message);
      await delay(pause, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

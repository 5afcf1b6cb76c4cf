import { setTimeout as delay } from "node:timers/promises";
import { isAirdockError } from "@airdock/core";
import type { WaitOptions } from "./wait-options.ts";

/**
 * Tries a transaction again while a table it needs is locked by others (in the end it rejects with TABLE_LOCKED), and when it
 * ran out of memory and the dialect has allowed more.
 */
export async function retryWrite<Result>(
  write: () => Promise<Result>,
  { signal, onWaiting }: WaitOptions,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      const kind = isAirdockError(error) ? error.data["kind"] : undefined;
      if ((kind !== "locked" && kind !== "memory") || attempt === attempts) throw error;
      if (kind === "memory") continue;
      if (attempt === 1 && isAirdockError(error)) onWaiting?.(error.message);
      await delay(pause, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

const attempts = 8;

/** Milliseconds between attempts at a locked table. */
const pause = 500;

import { setTimeout as delay } from "node:timers/promises";
import { isAirdockError } from "../error/airdock-error.ts";

/** How long one waits for another run of the same connection. */
export interface ConnectionWait {
  /** Milliseconds. Undefined: not at all. */
  readonly waitMs: number | undefined;
  readonly onWaiting: (reason: string) => void;
  readonly signal: AbortSignal;
}

/** Starts a run; while another one has the connection, tries again. Rejects with CONNECTION_BUSY when the time is over. */
export async function waitForConnection<Run>(
  start: () => Promise<Run>,
  { waitMs = 0, onWaiting, signal }: ConnectionWait,
): Promise<Run> {
  const deadline = performance.now() + waitMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      const remaining = deadline - performance.now();
      if (!isAirdockError(error) || error.code !== "CONNECTION_BUSY" || remaining <= 0) throw error;
      if (attempt === 0) onWaiting(error.message);
      // A run that ends leaves its lease; one that was killed is found dead by the next try.
      await delay(Math.min(pause, remaining), undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/** Milliseconds between tries. */
const pause = 500;

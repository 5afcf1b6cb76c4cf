import type { CacheRun } from "../cache/cache.ts";
import { isAirdockError } from "../error/airdock-error.ts";

/** How a lease is kept. */
export interface KeepLeaseOptions {
  /** Milliseconds between heartbeats. */
  readonly every: number;
  /** Another run took the connection over (LEASE_LOST). */
  readonly onLost: (error: unknown) => void;
  /** A heartbeat failed for another reason; the next one tries again. */
  readonly onTrouble: (error: unknown) => void;
}

/** Renews the lease of a run until disposed. One heartbeat at a time; dispose waits for the one that is under way. */
export function keepLease(run: Pick<CacheRun, "renew">, options: KeepLeaseOptions): AsyncDisposable {
  const controller = new AbortController();
  let beat: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (beat !== undefined) return;
    beat = renew(run, options, controller.signal).finally(() => {
      beat = undefined;
    });
  }, options.every);
  timer.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      controller.abort();
      await beat;
    },
  };
}

async function renew(
  run: Pick<CacheRun, "renew">,
  { onLost, onTrouble }: KeepLeaseOptions,
  signal: AbortSignal,
): Promise<void> {
  try {
    await run.renew({ signal });
  } catch (error) {
    if (signal.aborted) return;
    if (isAirdockError(error) && error.code === "LEASE_LOST") onLost(error);
    else onTrouble(error);
  }
}

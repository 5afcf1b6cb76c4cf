import { setTimeout as delay } from "node:timers/promises";
import type { PoolClient } from "pg";
import { connectError, isPassing, isUnreachable } from "./connect-error.ts";
import type { ClientPool } from "./fallback-pool.ts";

/** How patiently a connection is waited for. */
export interface ConnectOptions {
  /** Milliseconds. Default: none. */
  readonly patience?: number;
  readonly signal?: AbortSignal | undefined;
  /** Told once, in a sentence, when the waiting begins. */
  readonly onWait?: ((reason: string) => void) | undefined;
  /** The server was there before: that it does not answer will pass. Default false. */
  readonly wasThere?: boolean;
}

/**
 * Takes a connection from a pool; waits while the server starts, or has none free. Rejects with CACHE_UNAVAILABLE or CACHE_BUSY, or
 * the reason of an aborted signal.
 */
export async function connectClient(pool: ClientPool, place: string, options: ConnectOptions): Promise<PoolClient> {
  const { patience = 0, signal, onWait, wasThere = false } = options;
  const deadline = performance.now() + patience;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await untilAborted(pool.connect(), signal);
    } catch (cause) {
      signal?.throwIfAborted();
      const remaining = deadline - performance.now();
      const isWorthIt = isPassing(cause) || (wasThere && isUnreachable(cause));
      const error = connectError(place, cause);
      if (!isWorthIt || remaining <= 0) throw error;
      if (attempt === 0) onWait?.(error.message);
      const pause = Math.min(50 * 1.5 ** attempt, 1000, remaining);
      await delay(pause, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

/** A connection that comes too late goes back at once. */
async function untilAborted(connecting: Promise<PoolClient>, signal: AbortSignal | undefined): Promise<PoolClient> {
  if (signal === undefined) return await connecting;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([connecting, aborted]);
  } catch (error) {
    void connecting.then((client) => client.release()).catch(() => undefined);
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

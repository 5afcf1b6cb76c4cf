import { AirdockError, isAirdockError } from "../error/airdock-error.ts";
import type { CallOptions } from "../dataset/dataset.ts";

/**
 * Calls into a cache: not at all once the signal is aborted, and with errors of ours only. What a cache throws otherwise
 * becomes CACHE_FAILED with the thrown error as its cause; the signal's own reason goes through.
 */
export async function guardCall<Result>(
  cache: string,
  options: CallOptions | undefined,
  call: () => Promise<Result>,
): Promise<Result> {
  options?.signal?.throwIfAborted();
  try {
    return await call();
  } catch (error) {
    if (isAirdockError(error) || (options?.signal?.aborted === true && error === options.signal.reason)) throw error;
    throw new AirdockError(`The cache ${cache} failed: ${error instanceof Error ? error.message : String(error)}`, {
      code: "CACHE_FAILED",
      cause: error,
    });
  }
}

/** The error for a cache that is used in a way its contract rules out: a bug of the caller. */
export function misuse(what: string): AirdockError {
  return new AirdockError(what, {
    code: "CACHE_MISUSED",
    hint: "The order of the calls is described with the Cache interface of @airdock/core.",
  });
}

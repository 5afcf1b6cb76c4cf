import type { Cache } from "./cache.ts";

/** The cache itself. */
export function guardCache(cache: Cache): Cache {
  return cache;
}

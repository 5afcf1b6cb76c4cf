import type { Cache } from "@airdock/core";
import { createMemoryCache } from "@airdock/core/testing";

/** The memory cache as the suite starts it: one per folder, since it has no database to come back to. */
export function createCache(folder: string): Cache {
  return createMemoryCache({ name: `memory:${folder}` });
}

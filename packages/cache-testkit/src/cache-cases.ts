import type { CacheCase } from "./cache-case.ts";
import { appendCases } from "./cases/append.ts";
import { factoryCases } from "./cases/factory.ts";
import { replaceCases } from "./cases/replace.ts";
import { supportsCases } from "./cases/supports.ts";

/** Every case, in the order in which they are tried: what later groups rely on comes first. */
export const cacheCases: readonly CacheCase[] = [
  factoryCases,
  supportsCases,
  appendCases,
  replaceCases,
].flat();

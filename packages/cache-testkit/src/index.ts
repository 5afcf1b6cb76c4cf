export { cacheCases } from "./cache-cases.ts";
export { type CacheCase, type CaseNeed, caseTitle } from "./cache-case.ts";
export type { CacheModule, SqlRow } from "./cache-module.ts";
export type { CaseContext } from "./case-context.ts";
export { type CaseSkip, testCache, type TestCacheOptions, type TestCacheSummary } from "./test-cache.ts";

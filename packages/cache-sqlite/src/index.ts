export { createCache } from "./create-cache.ts";
export { createSqliteCache, type SqliteCache, type SqliteCacheOptions } from "./sqlite-cache.ts";

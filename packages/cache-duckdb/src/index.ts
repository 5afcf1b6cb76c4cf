export { createCache } from "./create-cache.ts";
export { createDuckdbCache, type DuckdbCache, type DuckdbCacheOptions } from "./duckdb-cache.ts";

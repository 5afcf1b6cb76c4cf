/** The cache of a project that names none. */
export const defaultCacheUrl = "duckdb:.airdock/cache.duckdb";

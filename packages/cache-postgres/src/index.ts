export { createCache } from "./create-cache.ts";
export { createPostgresCache, type PostgresCache, type PostgresCacheOptions } from "./postgres-cache.ts";

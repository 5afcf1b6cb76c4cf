export { createPostgresDialect } from "./create-postgres-dialect.ts";
export { postgresTypes, readPostgresValue, type ReadValue } from "./postgres-value.ts";

export { freshDatabase } from "./fresh-database.ts";
export { keepPostgres, type KeptPostgres } from "./keep-postgres.ts";
export { PostgresServer, type PostgresServerOptions } from "./postgres-server.ts";

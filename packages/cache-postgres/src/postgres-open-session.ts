import type { OpenSession } from "@airdock/sql-cache";
import { Kysely } from "kysely";
import type { PostgresDatabase } from "./postgres-database.ts";
import { queryPostgres } from "./query-postgres.ts";
import { PostgresSession } from "./session/postgres-session.ts";

/** Sessions on a database, each with a connection of its own; an aborted signal ends the statement that a session is at. */
export function openPostgresSession(database: PostgresDatabase): OpenSession {
  return async ({ access, patience, signal, onWait }) => {
    const client = await database.connect({ patience, signal, onWait });
    const session = new PostgresSession(client, database.pool, signal);
    const kysely = new Kysely<unknown>({ dialect: session.dialect(access) });
    return {
      kysely,
      query: (sql, options) => queryPostgres(session, sql, options),
      close: async () => {
        await kysely.destroy();
        await session.close();
      },
    };
  };
}

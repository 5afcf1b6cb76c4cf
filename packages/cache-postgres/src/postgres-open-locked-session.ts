import type { OpenLockedSession } from "@airdock/sql-cache";
import { PostgresSession } from "./session/postgres-session.ts";
import { runLocked } from "./run-locked.ts";
import type { PostgresDatabase } from "./postgres-database.ts";

/**
 * Sessions for SQL that may only read: a read-only transaction, without the privileges of a superuser, for one statement that the
 * server itself takes for a SELECT, SHOW or EXPLAIN. The connection is closed afterwards.
 */
export function openPostgresLockedSession(database: PostgresDatabase): OpenLockedSession {
  return async ({ patience, signal, onWait }) => {
    const client = await database.connect({ patience, signal, onWait });
    const session = new PostgresSession(client, database.pool, signal);
    return {
      run: async (sql, options) => {
        await session.begin("query");
        return await runLocked(session, sql, options);
      },
      close: async () => {
        await session.rollback();
        // Locks and settings of the session outlive its transaction.
        session.giveUp();
        await session.close();
      },
    };
  };
}

import { AirdockError } from "@airdock/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type OpenSession, takeWriteTurn } from "@airdock/sql-cache";
import { Kysely } from "kysely";
import type { DuckdbDatabase } from "./duckdb-database.ts";
import type { ResourceLimits } from "./duckdb-resources.ts";
import { DuckdbDialect } from "./kysely/duckdb-dialect.ts";
import { registerJudge } from "./load/judge-function.ts";
import type { DuckdbSession } from "./session/duckdb-session.ts";
import { applySettings } from "./session/duckdb-settings.ts";
import { keepLogPrivate } from "./session/private-file.ts";

/**
 * Sessions on a database, each with a connection of its own. Writers of this process take turns; a reader does not wait for
 * them, and sees what was committed. A reader of a file that is not there is told NOT_IN_CACHE: reading makes nothing.
 */
export function openDuckdbSession(database: DuckdbDatabase, limits: ResourceLimits): OpenSession {
  return async ({ access, patience, signal, onWait }) => {
    if (access === "read" && !(await database.exists())) throw noFile(database);
    await using opened = new AsyncDisposableStack();
    if (access === "write") opened.defer(await takeWriteTurn(await database.turnKey(), signal));
    if (limits.isBroken) await database.close();
    limits.isBroken = false;
    const session = opened.use(await database.borrow({ ...limits.current, access, patience, signal, onWait }));
    const { connection } = session;
    if (access === "write") {
      // A session that served before has the limits of then. A checkpoint would pack anew what a load has just written.
      if (database.file !== undefined) await applySettings(connection, { ...limits.current, vacuumTasks: 0 });
      await registerJudge(connection);
    }
    const lent = lendConnection(connection);
    opened.defer(() => lent.returned());
    const dialect = new DuckdbDialect({ access, maxConnections: 1, openSession: lent.open });
    const kysely = opened.adopt(new Kysely<unknown>({ dialect }), (db) => db.destroy());
    const held = opened.move();
    return {
      kysely,
      query: async (sql, options) => {
        // Not imported at the top, since that would load DuckDB itself with the package.
        const { queryDuckdb } = await import("./query-duckdb.ts");
        return await queryDuckdb(connection, sql, options);
      },
      close: async () => {
        if (access === "write" && database.file !== undefined) await keepLogPrivate(database.file);
        await held.disposeAsync();
        if (database.file !== undefined && limits.takeFull()) await database.close();
      },
    };
  };
}

/**
 * Lends the session's connection to Kysely, which does not wait until it has given it back: closing a connection on which a
 * statement still runs ends the process.
 */
function lendConnection(connection: DuckDBConnection): {
  readonly open: () => Promise<DuckdbSession>;
  readonly returned: () => Promise<void>;
} {
  let returned = Promise.resolve();
  const open = async (): Promise<DuckdbSession> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    returned = promise;
    const close = async (): Promise<void> => resolve();
    return { connection, close, [Symbol.asyncDispose]: close };
  };
  return { open, returned: () => returned };
}

/** The error for a cache that is to be read and is not there. */
export function noFile(database: DuckdbDatabase): AirdockError {
  return new AirdockError(`There is no cache at ${database.file}.`, {
    code: "NOT_IN_CACHE",
    hint: "Sync a source into it first, or check the path.",
  });
}

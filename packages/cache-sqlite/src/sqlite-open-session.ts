import { AirdockError } from "@airdock/core";
import { type OpenSession, takeWriteTurn } from "@airdock/sql-cache";
import { Kysely } from "kysely";
import { SqliteDialect } from "./kysely/sqlite-dialect.ts";
import { querySqlite } from "./query-sqlite.ts";
import type { SqliteSession } from "./session/sqlite-session.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

/**
 * Sessions on a database, each with a connection of its own. Writers of this process take turns; a reader does not wait for
 * them, and sees what was committed. A reader of a file that is not there is told NOT_IN_CACHE: reading makes nothing.
 */
export function openSqliteSession(database: SqliteDatabase): OpenSession {
  return async ({ access, patience, signal, onWait }) => {
    if (access === "read" && !(await database.exists())) throw noFile(database);
    await using opened = new AsyncDisposableStack();
    const turn = access === "write" ? await database.turnKey() : undefined;
    if (turn !== undefined) opened.defer(await takeWriteTurn(turn, signal));
    const session = opened.use(await database.connect({ access, patience, signal, onWait }));
    const stop = (): void => session.interrupt(signal?.reason);
    signal?.addEventListener("abort", stop, { once: true });
    opened.defer(() => signal?.removeEventListener("abort", stop));
    const openSession = async (): Promise<SqliteSession> => lend(session);
    const dialect = new SqliteDialect({
      access,
      patience,
      signal,
      onWait,
      openSession,
      maxConnections: 1,
      isTyped: false,
    });
    const kysely = opened.adopt(new Kysely<unknown>({ dialect }), (db) => db.destroy());
    const held = opened.move();
    return {
      kysely,
      query: async (sql, options) => await querySqlite(session, sql, options),
      close: () => held.disposeAsync(),
    };
  };
}

/** The session as Kysely may have it: closing it is the affair of whoever opened it. */
function lend(session: SqliteSession): SqliteSession {
  const close = async (): Promise<void> => {};
  return {
    run: (statement, options) => session.run(statement, options),
    stream: (statement, options) => session.stream(statement, options),
    insert: (insert) => session.insert(insert),
    // Tables of the user's may refer to those of streams, whose rows come and go.
    beginWriting: (timeout) => session.beginWriting(timeout, { ignoresForeignKeys: true }),
    interrupt: (reason) => session.interrupt(reason),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The error for a cache that is to be read and is not there. */
export function noFile(database: SqliteDatabase): AirdockError {
  return new AirdockError(`There is no cache at ${database.file}.`, {
    code: "NOT_IN_CACHE",
    hint: "Sync a source into it first, or check the path.",
  });
}

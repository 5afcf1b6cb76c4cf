import type { OpenLockedSession } from "@airdock/sql-cache";
import type { DuckdbDatabase } from "./duckdb-database.ts";
import { noFile } from "./duckdb-open-session.ts";
import type { DuckdbResources } from "./duckdb-resources.ts";

/**
 * Sessions for SQL that may only read. A file is opened read-only by an instance of its own, without access to other files and with
 * locked settings. Where this process shares the file already, or the database is in memory or the user's, the one instance is used:
 * there only SELECT is run, in a read-only transaction, with functions that are known to read nothing but the cache.
 */
export function openDuckdbLockedSession(database: DuckdbDatabase, resources: DuckdbResources): OpenLockedSession {
  return async ({ allowFiles, ...request }) => {
    if (!(await database.exists())) throw noFile(database);
    await using opened = new AsyncDisposableStack();
    const { memoryLimit, threads } = resources;
    const alone = await database.lock({ memoryLimit, threads, allowFiles, ...request });
    const { connection } = opened.use(alone ?? (await database.connect({ access: "read", ...request })));
    const lock = { isAlone: alone !== undefined, allowFiles };
    const held = opened.move();
    return {
      run: async (sql, options) => {
        // Not imported at the top, since that would load DuckDB itself with the package.
        const { runLocked } = await import("./query/run-locked.ts");
        const cursor = await runLocked(connection, sql, { ...lock, ...options });
        held.defer(cursor.end);
        return cursor;
      },
      close: () => held.disposeAsync(),
    };
  };
}

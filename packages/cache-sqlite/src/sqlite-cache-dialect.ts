import { type CacheDialect, defineCacheDialect, spellKeyBy } from "@airdock/sql-cache";
import { sql } from "kysely";
import { sqliteBulkLoad } from "./sqlite-bulk-load.ts";
import { sqliteColumnType } from "./sqlite-column-type.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { sqliteConstraint, sqliteErrorKind } from "./sqlite-error-kind.ts";
import { introspectSqlite } from "./sqlite-introspect.ts";
import { sqliteMerge } from "./sqlite-merge.ts";
import { openSqliteLockedSession } from "./sqlite-open-locked-session.ts";
import { openSqliteSession } from "./sqlite-open-session.ts";
import { swapSqliteTable } from "./sqlite-swap-table.ts";
import { widenSqliteColumn } from "./sqlite-widen-column.ts";

/** SQLite as a cache: a write-ahead log, one writer in a thread, rows loaded straight from the lines of the connector. */
export function sqliteCacheDialect(database: SqliteDatabase): CacheDialect {
  return defineCacheDialect({
    name: "sqlite",
    limits: {
      identifierBytes: 0,
      // SQLite allows 2,000, of which an UPDATE from other rows takes some for itself.
      columns: 1990,
      parameters: 30_000,
      // A subquery does not find its columns of the first two names again, quoted or not; the third would hide what tells rows apart.
      reservedColumns: ["true", "false", "_rowid_"],
    },
    columnType: sqliteColumnType,
    openSession: openSqliteSession(database),
    openLockedSession: openSqliteLockedSession(database),
    bulkLoad: sqliteBulkLoad(database.stagingFolder),
    merge: sqliteMerge,
    swapTable: swapSqliteTable,
    widenColumn: widenSqliteColumn,
    introspect: introspectSqlite,
    supports: { schemas: false, durable: database.isDurable },
    // With milliseconds, and moving on from statement to statement.
    clock: () => sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
    jsonMember: (name) => `$.${JSON.stringify(name)}`,
    spellKey: spellKeyBy((json) => sql`airdock_key_json(${json})`),
    errorKind: sqliteErrorKind,
    constraintOf: sqliteConstraint,
    close: () => database.close(),
  });
}

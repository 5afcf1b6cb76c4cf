import { type CacheDialect, defineCacheDialect, spellKeyBy } from "@airdock/sql-cache";
import { sql } from "kysely";
import { duckdbBulkLoad } from "./duckdb-bulk-load.ts";
import { duckdbColumnType } from "./duckdb-column-type.ts";
import type { DuckdbDatabase } from "./duckdb-database.ts";
import { duckdbErrorKind } from "./duckdb-error-kind.ts";
import { introspectDuckdb } from "./duckdb-introspect.ts";
import { duckdbMerge } from "./duckdb-merge.ts";
import { openDuckdbLockedSession } from "./duckdb-open-locked-session.ts";
import { openDuckdbSession } from "./duckdb-open-session.ts";
import { type DuckdbResources, ResourceLimits } from "./duckdb-resources.ts";
import { remarkAmbiguity } from "./remark-ambiguity.ts";
import { judgeFunction } from "./load/judge-function.ts";
import { limitLoad } from "./limit-load.ts";
import { widenDuckdbColumn } from "./duckdb-widen-column.ts";

/** DuckDB as a cache: columnar tables without any index, loaded by its own JSON reader. */
export function duckdbCacheDialect(database: DuckdbDatabase, resources: DuckdbResources): CacheDialect {
  const resourceLimits = new ResourceLimits(resources);
  const bulkLoad = duckdbBulkLoad(database.stagingFolder, { leavesSettings: database.file === undefined });
  return defineCacheDialect({
    name: "duckdb",
    // A column of that name would hide what tells rows apart.
    limits: { identifierBytes: 0, columns: 10_000 },
    columnType: duckdbColumnType,
    openSession: openDuckdbSession(database, resourceLimits),
    openLockedSession: openDuckdbLockedSession(database, resources),
    bulkLoad: database.file === undefined ? bulkLoad : limitLoad(bulkLoad, resourceLimits),
    merge: duckdbMerge,
    widenColumn: widenDuckdbColumn,
    introspect: introspectDuckdb,
    supports: { durable: database.file !== undefined, concurrentReaders: false },
    spellKey: spellKeyBy(
      (json) => sql`cast(substr(${sql.raw(judgeFunction)}('json of json', cast(${json} as varchar)), 2) as json)`,
    ),
    // now() stands still in a transaction; the database lives in this process, so that its clock is ours.
    clock: () => sql`${new Date().toISOString()}::timestamptz`,
    errorKind: (error) => duckdbErrorKind(error, resourceLimits),
    remarks: (tables) => (database.file === undefined ? [] : remarkAmbiguity(database.file, tables)),
    close: () => database.close(),
  });
}

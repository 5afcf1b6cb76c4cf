import { type CacheDialect, defineCacheDialect } from "@airdock/sql-cache";
import { sql } from "kysely";
import { longestKey } from "./encode/key-size.ts";
import { postgresBulkLoad } from "./postgres-bulk-load.ts";
import { postgresColumnType } from "./postgres-column-type.ts";
import { createPostgresSchema } from "./postgres-create-schema.ts";
import type { PostgresDatabase } from "./postgres-database.ts";
import { postgresConstraint } from "./postgres-constraint.ts";
import { postgresErrorKind } from "./postgres-error-kind.ts";
import { finishPostgresTable } from "./postgres-finish-table.ts";
import { introspectPostgres } from "./postgres-introspect.ts";
import { postgresMerge } from "./postgres-merge.ts";
import { openPostgresLockedSession } from "./postgres-open-locked-session.ts";
import { openPostgresSession } from "./postgres-open-session.ts";
import { swapPostgresTable } from "./postgres-swap-table.ts";
import { widenPostgresColumn } from "./postgres-widen-column.ts";

/** PostgreSQL as a cache: rows come in by COPY, keys are unique indexes. */
export function postgresCacheDialect(
  database: PostgresDatabase,
  options: { readonly stagingFolder?: string | undefined } = {},
): CacheDialect {
  return defineCacheDialect({
    name: "postgres",
    limits: {
      identifierBytes: 63,
      columns: 1600,
      parameters: 30_000,
      keyBytes: longestKey,
      reservedColumns: ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"],
    },
    columnType: postgresColumnType,
    openSession: openPostgresSession(database),
    openLockedSession: openPostgresLockedSession(database),
    bulkLoad: postgresBulkLoad(options.stagingFolder),
    merge: postgresMerge,
    swapTable: swapPostgresTable,
    widenColumn: widenPostgresColumn,
    introspect: introspectPostgres,
    createSchema: createPostgresSchema,
    finishTable: finishPostgresTable,
    supports: { exactNumbers: true, nulInText: false },
    // Equal jsonb is equal, whatever it was written like.
    spellKey: async () => {},
    // now() stands still in a transaction.
    clock: () => sql`clock_timestamp()`,
    binaryCollation: "C",
    errorKind: postgresErrorKind,
    constraintOf: postgresConstraint,
    close: () => database.close(),
  });
}

import { type CacheDialect, defineCacheDialect, stageInTable } from "@airdock/sql-cache";
import { sql } from "kysely";
import { postgresColumnType } from "./postgres-column-type.ts";
import { createPostgresSchema } from "./postgres-create-schema.ts";
import type { PostgresDatabase } from "./postgres-database.ts";
import { postgresErrorKind } from "./postgres-error-kind.ts";
import { introspectPostgres } from "./postgres-introspect.ts";
import { postgresMerge } from "./postgres-merge.ts";
import { openPostgresSession } from "./postgres-open-session.ts";
import { postgresValueRules } from "./postgres-value-rules.ts";
import { widenPostgresColumn } from "./postgres-widen-column.ts";

/** PostgreSQL as a cache: rows come in by COPY, keys are unique indexes. */
export function postgresCacheDialect(database: PostgresDatabase): CacheDialect {
  return defineCacheDialect({
    name: "postgres",
    limits: {
      identifierBytes: 63,
      columns: 1600,
      parameters: 30_000,
      // An entry of an index may have 2,704 bytes.
      keyBytes: 2600,
      reservedColumns: ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"],
    },
    columnType: postgresColumnType,
    openSession: openPostgresSession(database),
    bulkLoad: stageInTable({ rules: postgresValueRules }),
    merge: postgresMerge,
    widenColumn: widenPostgresColumn,
    introspect: introspectPostgres,
    createSchema: createPostgresSchema,
    supports: { exactNumbers: true, nulInText: false },
    // now() stands still in a transaction.
    clock: () => sql`clock_timestamp()`,
    binaryCollation: "C",
    errorKind: postgresErrorKind,
    close: () => database.close(),
  });
}

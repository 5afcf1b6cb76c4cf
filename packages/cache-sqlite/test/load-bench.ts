import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLoadBench, type LoadBench } from "@airdock-test/awkward-json";
import type { StoredColumn } from "@airdock/core";
import { airbyteTypeOf, metaColumns } from "@airdock/sql-cache";
import { sql } from "kysely";
import { sqliteBulkLoad } from "../src/sqlite-bulk-load.ts";
import { sqliteColumnType } from "../src/sqlite-column-type.ts";
import { databaseInMemory } from "../src/sqlite-database.ts";
import { openSqliteSession } from "../src/sqlite-open-session.ts";

/** A bench on a database in memory. */
export async function createBench(): Promise<LoadBench> {
  const folder = await mkdtemp(join(tmpdir(), "airdock load's [1]*"));
  const database = databaseInMemory();
  const session = await openSqliteSession(database)({ access: "write", patience: 0 });
  const close = async (): Promise<void> => {
    await session.close();
    await database.close();
    await rm(folder, { recursive: true });
  };
  const { kysely } = session;
  const bulkLoad = sqliteBulkLoad(folder);
  return createLoadBench({ kysely, bulkLoad, columnType: sqliteColumnType, schemas: false, close });
}

/** Makes the table of a request, empty. */
export async function makeTarget({ kysely }: LoadBench, columns: readonly StoredColumn[]): Promise<void> {
  await sql`drop table if exists items`.execute(kysely);
  const own = metaColumns.map(
    (name) => sql`${sql.id(name)} ${sql.raw(name.endsWith("_id") && name !== "_airbyte_raw_id" ? "INTEGER" : "TEXT")}`,
  );
  const definitions = columns.map(
    (column) => sql`${sql.id(column.name)} ${sql.raw(sqliteColumnType(airbyteTypeOf(column)))}`,
  );
  await sql`create table items (${sql.join([...own, ...definitions])})`.execute(kysely);
}

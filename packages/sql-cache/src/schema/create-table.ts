import type { StoredColumn, TableName } from "@airdock/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import type { AirbyteType } from "../value/airbyte-type.ts";
import { type TableColumn, tableColumns } from "./table-columns.ts";
import { tableRef } from "./table-ref.ts";

/** Makes an empty table of a stream, and its schema where that is missing. */
export async function createTable(
  transaction: Kysely<unknown>,
  dialect: CacheDialect,
  table: TableName,
  columns: readonly StoredColumn[],
): Promise<void> {
  if (table.schema !== undefined) {
    await sql`create schema if not exists ${sql.id(table.schema)}`.execute(transaction);
  }
  const definitions = tableColumns(columns).map((column) => columnDefinition(dialect, column));
  await sql`create table ${tableRef(table)} (${sql.join(definitions)})`.execute(transaction);
}

/** Adds columns to a table; its rows have NULL in them. */
export async function addColumns(
  transaction: Kysely<unknown>,
  dialect: CacheDialect,
  table: TableName,
  columns: readonly StoredColumn[],
): Promise<void> {
  for (const { name, type } of columns) {
    const column = { name, type: type as AirbyteType };
    await sql`alter table ${tableRef(table)} add column ${columnDefinition(dialect, column)}`.execute(transaction);
  }
}

function columnDefinition(dialect: CacheDialect, column: TableColumn): RawBuilder<unknown> {
  return sql`${sql.id(column.name)} ${sql.raw(dialect.columnType(column.type))}`;
}

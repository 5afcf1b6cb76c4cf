import type { StoredColumn, TableName } from "@airdock/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { type TableColumn, tableColumns } from "./table-columns.ts";
import { tableRef } from "./table-ref.ts";

/** Makes an empty table of a stream, and its schema where that is missing. */
export async function createTable(
  transaction: Kysely<unknown>,
  dialect: CacheDialect,
  table: TableName,
  columns: readonly StoredColumn[],
): Promise<void> {
  if (table.schema !== undefined) await dialect.createSchema(transaction, table.schema);
  const definitions = tableColumns(columns).map((column) => columnDefinition(dialect, column));
  await sql`create table ${tableRef(table)} (${sql.join(definitions)})`.execute(transaction);
  await dialect.finishTable(transaction, table);
}

/** Adds a column to a table; its rows have NULL in it. */
export async function addColumn(
  transaction: Kysely<unknown>,
  dialect: CacheDialect,
  table: TableName,
  column: TableColumn,
): Promise<void> {
  await sql`alter table ${tableRef(table)} add column ${columnDefinition(dialect, column)}`.execute(transaction);
}

function columnDefinition(dialect: CacheDialect, { name, type, native }: TableColumn): RawBuilder<unknown> {
  return sql`${sql.id(name)} ${sql.raw(native ?? dialect.columnType(type))}`;
}

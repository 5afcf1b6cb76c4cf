import type { TableName } from "@airdock/core";
import { type RawBuilder, sql } from "kysely";

/** A table in SQL: quoted, with its schema where it has one. */
export function tableRef(table: TableName): RawBuilder<unknown> {
  return table.schema === undefined ? sql.id(table.name) : sql.id(table.schema, table.name);
}

import type { TableName } from "@airdock/core";
import { type Kysely, sql } from "kysely";
import { tableRef } from "./table-ref.ts";

/** True when a column is NULL in all rows. */
export async function isEmptyColumn(transaction: Kysely<unknown>, table: TableName, column: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${tableRef(table)} where ${sql.id(column)} is not null limit 1`.execute(
    transaction,
  );
  return rows.length === 0;
}

import type { TableName } from "@airdock/core";
import { type Kysely, sql } from "kysely";
import { tableRef } from "../schema/table-ref.ts";
import type { ColumnValue } from "../value/converted-value.ts";

/** Inserts rows in the order of the table's columns, as many at once as a statement may have parameters. */
export async function insertMany(
  transaction: Kysely<unknown>,
  table: TableName,
  rows: Iterable<readonly ColumnValue[]>,
  parameters: number,
): Promise<void> {
  let chunk: (readonly ColumnValue[])[] = [];
  let size = 0;
  for (const row of rows) {
    if (chunk.length > 0 && size + row.length > parameters) {
      await insertChunk(transaction, table, chunk);
      [chunk, size] = [[], 0];
    }
    chunk.push(row);
    size += row.length;
  }
  if (chunk.length > 0) await insertChunk(transaction, table, chunk);
}

async function insertChunk(
  transaction: Kysely<unknown>,
  table: TableName,
  rows: readonly (readonly ColumnValue[])[],
): Promise<void> {
  const tuples = rows.map((row) => sql`(${sql.join(row)})`);
  await sql`insert into ${tableRef(table)} values ${sql.join(tuples)}`.execute(transaction);
}

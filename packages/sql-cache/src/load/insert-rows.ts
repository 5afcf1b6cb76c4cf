import type { TableName } from "@airdock/core";
import { type Kysely, sql } from "kysely";
import { tableRef } from "../schema/table-ref.ts";
import type { LoadedRows } from "../stage/stream-stage.ts";

/** Puts loaded rows into a table, all of them; says how many. */
export async function insertRows(
  transaction: Kysely<unknown>,
  table: TableName,
  columns: readonly string[],
  loaded: LoadedRows,
): Promise<number> {
  const names = sql.join(columns.map((column) => sql.id(column)));
  const values = sql.join(columns.map((column) => sql.id("staged", column)));
  const statement = sql`insert into ${tableRef(table)} (${names}) select ${values} from ${loaded.rows} as staged`;
  const { numAffectedRows } = await statement.execute(transaction);
  return Number(numAffectedRows ?? 0);
}

import { type Kysely, sql } from "kysely";
import { tableRef } from "../schema/table-ref.ts";
import type { KeyedTable } from "./merge-strategy.ts";
import { newestFirst, valueAt } from "./newer-row.ts";

/** Keeps the newest row of each key: for a table that has rows already when it gets a key. Says how many went. */
export async function dedupeTable(transaction: Kysely<unknown>, keyed: KeyedTable): Promise<number> {
  const table = tableRef(keyed.table);
  const keys = sql.join(keyed.key.map((path) => valueAt("rows", path)));
  const order = sql.join([...newestFirst("rows", keyed), sql`rows._airbyte_raw_id desc`]);
  const { numAffectedRows } = await sql`delete from ${table} where _airbyte_raw_id in (
    select _airbyte_raw_id from (
      select rows._airbyte_raw_id, row_number() over (partition by ${keys} order by ${order}) as _airdock_rank
      from ${table} as rows) as ranked where _airdock_rank > 1)`.execute(transaction);
  return Number(numAffectedRows ?? 0);
}

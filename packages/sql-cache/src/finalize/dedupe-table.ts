import { type Kysely, type RawBuilder, sql } from "kysely";
import { tableRef } from "../schema/table-ref.ts";
import type { KeyedTable } from "./merge-strategy.ts";
import { newestFirst, valueAt } from "./newer-row.ts";

/**
 * Keeps the newest row of each key: for a table that already has rows when it gets a key. Exactly one row of a key stays, also
 * where copies of a row have one raw id (a restored backup, `insert … select`). Answers how many rows were deleted.
 */
export async function dedupeTable(transaction: Kysely<unknown>, keyed: KeyedTable): Promise<number> {
  if (keyed.rowHandle !== undefined) return await deleteOlder(transaction, keyed, keyed.rowHandle);
  const copies = await deleteCopies(transaction, keyed);
  return copies + (await deleteOlder(transaction, keyed, sql.id("_airbyte_raw_id")));
}

async function deleteOlder(
  transaction: Kysely<unknown>,
  keyed: KeyedTable,
  handle: RawBuilder<unknown>,
): Promise<number> {
  const table = tableRef(keyed.table);
  const keys = sql.join(keyed.key.map((path) => valueAt("rows", path)));
  const order = sql.join([...newestFirst("rows", keyed), sql`rows._airbyte_raw_id desc`]);
  const { numAffectedRows } = await sql`delete from ${table} where ${handle} in (
    select _airdock_handle from (
      select ${handle} as _airdock_handle, row_number() over (partition by ${keys} order by ${order}) as _airdock_rank
      from ${table} as rows) as ranked where _airdock_rank > 1)`.execute(transaction);
  return Number(numAffectedRows ?? 0);
}

/** Without a handle, rows of one raw id cannot be told apart: all of them are taken out, and the newest is put back. */
async function deleteCopies(transaction: Kysely<unknown>, keyed: KeyedTable): Promise<number> {
  const table = tableRef(keyed.table);
  const repeated = sql`(select _airbyte_raw_id from ${table} group by _airbyte_raw_id having count(*) > 1)`;
  const { rows } = await sql`select 1 from ${repeated} as repeated limit 1`.execute(transaction);
  if (rows.length === 0) return 0;
  const names = sql.join(keyed.columns.map((column) => sql.id(column)));
  const order = sql.join(newestFirst("rows", keyed));
  await sql`create temporary table ${kept} as select ${names} from (
    select *, row_number() over (partition by _airbyte_raw_id order by ${order}) as _airdock_rank
    from ${table} as rows where _airbyte_raw_id in ${repeated}) as ranked where _airdock_rank = 1`.execute(transaction);
  const deleted = await sql`delete from ${table}
    where _airbyte_raw_id in (select _airbyte_raw_id from ${kept})`.execute(transaction);
  const putBack = await sql`insert into ${table} (${names}) select ${names} from ${kept}`.execute(transaction);
  await sql`drop table ${kept}`.execute(transaction);
  return Number(deleted.numAffectedRows ?? 0) - Number(putBack.numAffectedRows ?? 0);
}

const kept = sql.id("_airdock_kept");

import { type SwapTable, tableRef } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";

/**
 * DROP, then RENAME; views of the user's go on to mean the table by its name, and the indexes and triggers the user has made on it are
 * made again, but for those on columns that only the old table had.
 */
export const swapSqliteTable: SwapTable = async (transaction, { unfinished, table }) => {
  const { rows: objects } = await sql<{ sql: string }>`select sql from sqlite_schema
    where lower(tbl_name) = lower(${table.name}) and type in ('index', 'trigger') and sql is not null
      and substr(name, 1, 9) <> '_airdock_'`.execute(transaction);
  await sql`drop table if exists ${tableRef(table)}`.execute(transaction);
  // Else a view that names the table would be found broken, and the renaming refused.
  await sql`pragma legacy_alter_table = on`.execute(transaction);
  try {
    await sql`alter table ${tableRef(unfinished)} rename to ${sql.id(table.name)}`.execute(transaction);
  } finally {
    await sql`pragma legacy_alter_table = off`.execute(transaction);
  }
  for (const object of objects) await makeAgain(transaction, object.sql);
};

async function makeAgain(transaction: Kysely<unknown>, statement: string): Promise<void> {
  try {
    await sql.raw(statement).execute(transaction);
  } catch (error) {
    if (!(error instanceof Error && /no such column|has no column named/.test(error.message))) throw error;
  }
}

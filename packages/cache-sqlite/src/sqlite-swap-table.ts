import type { TableName } from "@airdock/core";
import { type SwapTable, type TableSwap, tableRef } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";

/**
 * DROP, then RENAME; views of the user's go on to mean the table by its name, and the indexes and triggers the user has made on it are
 * made again, but for those on columns that only the old table had. A table with generated columns stays, and its rows are exchanged.
 */
export const swapSqliteTable: SwapTable = async (transaction, { unfinished, table }) => {
  if (await refillGenerated(transaction, { unfinished, table })) return;
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

/** Exchanges the rows of a table that has generated columns of the user's; false: it has none, or a column changes its type. */
async function refillGenerated(transaction: Kysely<unknown>, { unfinished, table }: TableSwap): Promise<boolean> {
  const current = await readColumns(transaction, table);
  if (!current.some(({ hidden }) => hidden === generated.virtual || hidden === generated.stored)) return false;
  const types = new Map(current.map(({ name, type }) => [name.toLowerCase(), type]));
  const columns = await readColumns(transaction, unfinished);
  if (columns.some(({ name, type }) => (types.get(name.toLowerCase()) ?? type) !== type)) return false;
  for (const { name, type } of columns.filter((column) => !types.has(column.name.toLowerCase()))) {
    await sql`alter table ${tableRef(table)} add column ${sql.id(name)} ${sql.raw(type)}`.execute(transaction);
  }
  const names = sql.join(columns.map(({ name }) => sql.id(name)));
  await sql`delete from ${tableRef(table)}`.execute(transaction);
  await sql`insert into ${tableRef(table)} (${names}) select ${names} from ${tableRef(unfinished)}`.execute(
    transaction,
  );
  await sql`drop table ${tableRef(unfinished)}`.execute(transaction);
  return true;
}

/** What `pragma table_xinfo` says of generated columns. */
const generated = { virtual: 2, stored: 3 } as const;

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly hidden: number;
}

async function readColumns(transaction: Kysely<unknown>, { name }: TableName): Promise<readonly ColumnInfo[]> {
  const { rows } = await sql<ColumnInfo>`select name, type, hidden from pragma_table_xinfo(${name})`.execute(
    transaction,
  );
  return rows;
}

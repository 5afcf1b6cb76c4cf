import type { TableName } from "@airdock/core";
import { type SwapTable, tableRef } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import { refillTable } from "./finalize/refill-table.ts";
import { trySavepoint } from "./session/try-savepoint.ts";

/**
 * DROP and RENAME; where something of the user's hangs on the table (a view, a grant, an index, a trigger, a column) or somebody
 * does not stop reading it, the rows are exchanged in place.
 */
export const swapPostgresTable: SwapTable = async (transaction, { unfinished, table }) => {
  const isFree = !(await isHungUpon(transaction, table, unfinished)) && (await lockTable(transaction, table));
  if (!isFree) return await refillTable(transaction, { unfinished, table });
  await sql`drop table if exists ${tableRef(table)}`.execute(transaction);
  await sql`alter table ${tableRef(unfinished)} rename to ${sql.id(table.name)}`.execute(transaction);
};

/** True when the table has what its successor would not. */
async function isHungUpon(transaction: Kysely<unknown>, table: TableName, successor: TableName): Promise<boolean> {
  const classOf = ({ schema, name }: TableName) => sql`(select pg_class.* from pg_catalog.pg_class
    join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace where nspname = ${schema} and relname = ${name})`;
  const columnsOf = (alias: string) =>
    sql`select attname from pg_catalog.pg_attribute where attrelid = ${sql.id(alias)}.oid and attnum > 0 and not attisdropped`;
  const { rows } =
    await sql`select from ${classOf(table)} as old, (select oid, reltoastrelid, reltype, relacl, relowner,
      reloptions, relreplident, reltablespace, relpersistence, relam from ${classOf(successor)} as one) as new
    where old.relacl is distinct from new.relacl or old.relowner <> new.relowner
    or old.reloptions is distinct from new.reloptions or old.relrowsecurity or old.relreplident <> new.relreplident
    or old.reltablespace <> new.reltablespace or old.relpersistence <> new.relpersistence or old.relam <> new.relam
    or old.relispartition or old.relkind <> 'r'
    or exists (select from pg_catalog.pg_index where indrelid = old.oid)
    or exists (select from pg_catalog.pg_trigger where tgrelid = old.oid)
    or exists (select from pg_catalog.pg_attribute where attrelid = old.oid and (attacl is not null or atthasdef))
    or exists (select from pg_catalog.pg_inherits where inhrelid = old.oid)
    or exists (select from pg_catalog.pg_constraint where conrelid = old.oid)
    or exists (select from pg_catalog.pg_description where classoid = 'pg_class'::regclass and objoid = old.oid)
    or exists (select from pg_catalog.pg_depend where deptype <> 'i'
      and (refclassid = 'pg_class'::regclass and refobjid = old.oid or refclassid = 'pg_type'::regclass and refobjid = old.reltype))
    or exists (${columnsOf("old")} except ${columnsOf("new")})`.execute(transaction);
  return rows.length > 0;
}

/** Waits briefly for those who read the table. False: they go on. */
async function lockTable(transaction: Kysely<unknown>, table: TableName): Promise<boolean> {
  return await trySavepoint(transaction, lockRefused, async () => {
    await sql`set local lock_timeout = '1s'`.execute(transaction);
    const { rows } = await sql`select from pg_catalog.pg_tables
      where schemaname = ${table.schema} and tablename = ${table.name}`.execute(transaction);
    if (rows.length > 0) await sql`lock table ${tableRef(table)} in access exclusive mode`.execute(transaction);
    await sql`set local lock_timeout = '3s'`.execute(transaction);
  });
}

const lockRefused: ReadonlySet<string> = new Set(["55P03"]);

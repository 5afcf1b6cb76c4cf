import { type FinishTable, tableRef } from "@airdock/sql-cache";
import { sql } from "kysely";

/**
 * Lets rows be changed where a publication takes in every new table, of the database or of its schema: without a primary key such a
 * table has to name its rows by all they hold.
 */
export const finishPostgresTable: FinishTable = async (transaction, table) => {
  const { rows } =
    await sql`select from pg_catalog.pg_publication where (pubupdate or pubdelete) and (puballtables or oid in (
      select pnpubid from pg_catalog.pg_publication_namespace
      join pg_catalog.pg_namespace on pg_namespace.oid = pnnspid where nspname = ${table.schema})) limit 1`.execute(
      transaction,
    );
  if (rows.length > 0) await sql`alter table ${tableRef(table)} replica identity full`.execute(transaction);
};

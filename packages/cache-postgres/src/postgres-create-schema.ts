import type { CreateSchema } from "@airdock/sql-cache";
import { sql } from "kysely";

/**
 * Makes a schema where there is none: IF NOT EXISTS alone asks for the right to make schemas even where there is nothing to make.
 * Who makes things at the same time waits for the end of this transaction.
 */
export const createPostgresSchema: CreateSchema = async (transaction, name) => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`airdock schema ${name}`}, 0))`.execute(transaction);
  const { rows } = await sql`select 1 from pg_catalog.pg_namespace where nspname = ${name}`.execute(transaction);
  if (rows.length === 0) await sql`create schema ${sql.id(name)}`.execute(transaction);
};

import { type Kysely, sql } from "kysely";

/** Makes a schema, unless it is there. Who makes the same one at the same time waits until the transaction ends, or is refused. */
export type CreateSchema = (transaction: Kysely<unknown>, name: string) => Promise<void>;

/** CREATE SCHEMA IF NOT EXISTS. */
export const createSchema: CreateSchema = async (transaction, name) => {
  await sql`create schema if not exists ${sql.id(name)}`.execute(transaction);
};

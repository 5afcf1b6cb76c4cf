import type { TableName } from "@airdock/core";
import { type Kysely, sql } from "kysely";
import { tableRef } from "../schema/table-ref.ts";

/** Puts `unfinished` in the place of `table`, which goes; both stand in the same schema. */
export type SwapTable = (transaction: Kysely<unknown>, swap: TableSwap) => Promise<void>;

/** The finished table, and the one it replaces, if that exists. */
export interface TableSwap {
  readonly unfinished: TableName;
  readonly table: TableName;
}

/** The swap for databases in which DROP and RENAME are part of a transaction. */
export const swapByRename: SwapTable = async (transaction, { unfinished, table }) => {
  await sql`drop table if exists ${tableRef(table)}`.execute(transaction);
  await sql`alter table ${tableRef(unfinished)} rename to ${sql.id(table.name)}`.execute(transaction);
};

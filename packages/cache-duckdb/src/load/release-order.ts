import { type Kysely, sql } from "kysely";

/**
 * Lets rows go into tables as they are read, and answers how to end that: keeping the order of the lines takes several times the
 * memory and the work, when memory is limited.
 */
export async function releaseOrder(transaction: Kysely<unknown>): Promise<() => Promise<void>> {
  await sql`SET GLOBAL preserve_insertion_order = false`.execute(transaction);
  return async () => void (await sql`RESET GLOBAL preserve_insertion_order`.execute(transaction));
}

import { type Kysely, sql } from "kysely";

/**
 * Lets rows go into tables as they are read, and answers how to end that: keeping the order of the lines takes several times the
 * memory and the work, when memory is limited.
 */
export async function releaseOrder(transaction: Kysely<unknown>): Promise<() => Promise<void>> {
  const setting = sql<{ ordered: boolean }>`SELECT current_setting('preserve_insertion_order') AS ordered`;
  const { rows } = await setting.execute(transaction);
  if (rows[0]?.ordered !== true) return async () => {};
  await sql`SET GLOBAL preserve_insertion_order = false`.execute(transaction);
  return async () => void (await sql`SET GLOBAL preserve_insertion_order = true`.execute(transaction));
}

import { type Kysely, sql } from "kysely";
import { quoteText } from "./quote.ts";

/** What a load of so many columns may take. */
export type LoadResources = (columns: number) => { readonly memoryLimit: string; readonly threads: number };

/**
 * Sets a database up for a load and answers how to end it. Rows go in as they come, which takes a fraction of the memory that
 * keeping the order of the lines does. The resources stay as they are set: what is done with the rows needs them as well.
 */
export async function prepareLoad(
  transaction: Kysely<unknown>,
  columns: number,
  resources: LoadResources,
): Promise<() => Promise<void>> {
  const { memoryLimit, threads } = resources(columns);
  const { rows } = await sql<{
    ordered: boolean;
  }>`SELECT current_setting('preserve_insertion_order') AS ordered`.execute(transaction);
  await set(transaction, `memory_limit = ${quoteText(memoryLimit)}`);
  await set(transaction, `threads = ${threads}`);
  if (rows[0]?.ordered !== true) return async () => {};
  await set(transaction, "preserve_insertion_order = false");
  return () => set(transaction, "preserve_insertion_order = true");
}

async function set(transaction: Kysely<unknown>, setting: string): Promise<void> {
  await sql.raw(`SET GLOBAL ${setting}`).execute(transaction);
}

import { type Kysely, sql } from "kysely";

/** Does work that may be refused, and undoes it then. False: it was refused with one of these codes; any other error rejects. */
export async function trySavepoint(
  transaction: Kysely<unknown>,
  refusals: ReadonlySet<string>,
  work: () => Promise<void>,
): Promise<boolean> {
  await sql`savepoint airdock_try`.execute(transaction);
  try {
    await work();
  } catch (error) {
    if (!refusals.has((error as { readonly code?: string }).code ?? "")) throw error;
    await sql`rollback to savepoint airdock_try`.execute(transaction);
    await sql`release savepoint airdock_try`.execute(transaction);
    return false;
  }
  await sql`release savepoint airdock_try`.execute(transaction);
  return true;
}

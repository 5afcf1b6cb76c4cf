import type { Kysely } from "kysely";
import type { Session } from "./session.ts";

/**
 * Works in a transaction and commits it. Rejects with what went wrong first: over a connection that broke, the rollback fails
 * too, and what it says hides the reason. `onCommit` is called when the work is done: from then on the transaction may be in.
 */
export async function inTransaction<Result>(
  { kysely }: Pick<Session, "kysely">,
  work: (transaction: Kysely<unknown>) => Promise<Result>,
  onCommit?: () => void,
): Promise<Result> {
  const transaction = await kysely.startTransaction().execute();
  try {
    const result = await work(transaction);
    onCommit?.();
    await transaction.commit().execute();
    return result;
  } catch (error) {
    await transaction
      .rollback()
      .execute()
      .catch(() => undefined);
    throw error;
  }
}

import type { CacheDialect } from "../cache-dialect.ts";
import { CacheError } from "../error/cache-error.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { RunIdentity } from "../stage/stream-stage.ts";

/**
 * Renews a run's lease, and locks it until the transaction ends: whoever takes the lease over must wait for that. The first
 * and the last statement of every transaction that writes. Rejects with LEASE_LOST.
 */
export async function holdLease(
  ledger: Ledger,
  dialect: CacheDialect,
  connection: string,
  run: RunIdentity,
): Promise<void> {
  const { numUpdatedRows } = await ledger
    .updateTable("leases")
    .set({ renewed_at: dialect.clock() as never })
    .where("connection", "=", connection)
    .where("token", "=", run.token)
    .executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) === 1) return;
  throw new CacheError(`Another run has taken over connection ${connection}.`, {
    code: "LEASE_LOST",
    hint: "Nothing of this run is written any more. Start one sync of a connection at a time.",
    data: { connection, run: run.id },
  });
}

/** Gives the lease back, if it is still this run's. */
export async function releaseLease(
  ledger: Ledger,
  _dialect: CacheDialect,
  connection: string,
  run: RunIdentity,
): Promise<void> {
  await ledger.deleteFrom("leases").where("connection", "=", connection).where("token", "=", run.token).execute();
}

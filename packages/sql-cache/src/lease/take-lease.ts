import type { LeaseHolder, RunStart } from "@airdock/core";
import type { UpdateObject } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { CacheError } from "../error/cache-error.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LeaseTable, LedgerTables } from "../ledger/ledger-tables.ts";
import { readTime } from "../ledger/read-time.ts";
import type { RunIdentity } from "../stage/stream-stage.ts";
import { isStale } from "./is-stale.ts";

/**
 * Takes a connection's lease for a run, over from a holder that is dead. Rejects with CONNECTION_BUSY, which names the
 * holder and the seconds since its last sign of life. A wrong guess does no harm: the holder's next write finds its token gone.
 */
export async function takeLease(
  ledger: Ledger,
  dialect: CacheDialect,
  start: RunStart,
  run: RunIdentity,
): Promise<void> {
  const { connection } = start;
  const fresh = {
    run: run.id,
    token: run.token,
    holder: JSON.stringify(start.holder),
    taken_at: dialect.clock() as never,
    renewed_at: dialect.clock() as never,
  };
  // Looked at before anything is written: a holder at work has locked it.
  const held = await readLease(ledger, dialect, connection);
  if (held === undefined) {
    const { numInsertedOrUpdatedRows: inserted } = await ledger
      .insertInto("leases")
      .values({ connection, ...fresh })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (Number(inserted) === 1) return;
    throw busyConnection(connection, await readLease(ledger, dialect, connection));
  }
  if (!(await isStale(held.holder, held.age, start.staleAfter))) throw busyConnection(connection, held);
  if (!(await takeOver(ledger, dialect, connection, held, fresh))) throw busyConnection(connection, held);
}

/** False: the holder, dead as it seems, still has a transaction open, or somebody else was faster. */
async function takeOver(
  ledger: Ledger,
  dialect: CacheDialect,
  connection: string,
  held: HeldLease,
  fresh: UpdateObject<LedgerTables, "leases">,
): Promise<boolean> {
  try {
    const { numUpdatedRows: updated } = await ledger
      .updateTable("leases")
      .set(fresh)
      .where("connection", "=", connection)
      .where("token", "=", held.token)
      .where("renewed_at", "=", held.renewedAt)
      .executeTakeFirstOrThrow();
    return Number(updated) === 1;
  } catch (error) {
    if (dialect.errorKind(error) === "locked") return false;
    throw error;
  }
}

interface HeldLease {
  readonly token: string;
  readonly holder: LeaseHolder;
  readonly renewedAt: LeaseTable["renewed_at"];
  /** Milliseconds since the last heartbeat, by the database's clock. */
  readonly age: number;
}

async function readLease(ledger: Ledger, dialect: CacheDialect, connection: string): Promise<HeldLease | undefined> {
  const row = await ledger
    .selectFrom("leases")
    .select(["token", "holder", "renewed_at"])
    .select(dialect.clock().as("now"))
    .where("connection", "=", connection)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    token: row.token,
    holder: JSON.parse(row.holder) as LeaseHolder,
    renewedAt: row.renewed_at,
    age: readTime(row.now).getTime() - readTime(row.renewed_at).getTime(),
  };
}

function busyConnection(connection: string, held: HeldLease | undefined): CacheError {
  const seconds = Math.max(0, Math.round((held?.age ?? 0) / 1000));
  const who = held === undefined ? "another run" : `process ${held.holder.pid} on ${held.holder.host}`;
  return new CacheError(
    `Connection ${connection} is being synced by ${who}; its last sign of life was ${seconds} s ago.`,
    {
      code: "CONNECTION_BUSY",
      hint: "Wait until that run has ended, or give this sync another connection name.",
      retryable: true,
      data: { connection, holder: held?.holder, age: held?.age },
    },
  );
}

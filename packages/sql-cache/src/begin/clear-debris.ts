import type { CallOptions } from "@airdock/core";
import { dropUnfinished } from "../finalize/drop-unfinished.ts";
import { openLedger } from "../ledger/ledger.ts";
import { streamOf } from "../ledger/stream-row.ts";
import type { RunContext } from "../run/run-context.ts";
import type { RunIdentity } from "../stage/stream-stage.ts";

/** Removes what runs of this connection left behind when they were killed: staging, and generations not swapped. */
export async function clearDebris(
  context: RunContext,
  dead: readonly RunIdentity[],
  options: CallOptions,
): Promise<void> {
  const unfinished = await context.sessions.read(
    async ({ kysely }) =>
      await openLedger(kysely, context.dialect)
        .selectFrom("streams")
        .select(["namespace", "stream"])
        .where("connection", "=", context.connection)
        .where("unfinished_table", "is not", null)
        .execute(),
    options,
  );
  if (unfinished.length > 0) await dropUnfinished(context, unfinished.map(streamOf), options);
  if (dead.length > 0) await context.dialect.bulkLoad.clear(dead, context.dialect.openSession);
}

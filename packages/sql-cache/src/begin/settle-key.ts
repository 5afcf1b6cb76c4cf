import type { StreamPlan } from "@airdock/core";
import { sql } from "kysely";
import { dedupeTable } from "../finalize/dedupe-table.ts";
import type { KeyedTable } from "../finalize/merge-strategy.ts";
import { dropOrphans } from "../load/quarantine.ts";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import { ofStream } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";

/** Gives a table the key of its stream, which its rows are deduplicated by once; or takes the key away. */
export async function settleKey(
  context: RunContext,
  unit: WriteUnit,
  row: StreamTable,
  { wish, keyed }: { readonly wish: StreamPlan; readonly keyed: KeyedTable },
): Promise<void> {
  const { dialect, connection } = context;
  const wasKeyed = row.columns !== null && row.mode === "merge";
  if (wish.mode !== "merge") {
    if (wasKeyed) await dialect.merge.release(unit.transaction, keyed.table);
    return;
  }
  if (wasKeyed && row.primary_key === JSON.stringify(wish.primaryKey)) return;
  if (row.columns !== null) {
    const removed = await dedupeTable(unit.transaction, keyed);
    await unit.ledger
      .updateTable("streams")
      .set({ row_count: sql<number>`row_count - ${sql.lit(removed)}` })
      .where(ofStream(connection, wish.stream))
      .execute();
    await dropOrphans(unit, dialect, { connection, stream: wish.stream, table: keyed.table });
  }
  await dialect.merge.prepare(unit.transaction, keyed);
}

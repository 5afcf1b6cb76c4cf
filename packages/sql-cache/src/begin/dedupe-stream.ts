import type { StreamKey } from "@airdock/core";
import { sql } from "kysely";
import { dedupeTable } from "../finalize/dedupe-table.ts";
import type { KeyedTable } from "../finalize/merge-strategy.ts";
import { dropOrphans } from "../load/quarantine.ts";
import { ofStream } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";

/** Keeps the newest row of each key of a stream's table, and what belongs to the rows that stay. */
export async function dedupeStream(
  { dialect, connection }: RunContext,
  unit: WriteUnit,
  stream: StreamKey,
  keyed: KeyedTable,
): Promise<void> {
  const removed = await dedupeTable(unit.transaction, keyed);
  await unit.ledger
    .updateTable("streams")
    .set({ row_count: sql<number>`row_count - ${sql.lit(removed)}` })
    .where(ofStream(connection, stream))
    .execute();
  await dropOrphans(unit, dialect, { connection, stream, table: keyed.table });
}

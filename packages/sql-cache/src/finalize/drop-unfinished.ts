import type { CallOptions, StreamKey } from "@airdock/core";
import { sql } from "kysely";
import { ofStream, streamOf, tableOf } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import { dropOrphans } from "../load/quarantine.ts";
import { tableRef } from "../schema/table-ref.ts";

/** Drops what `replace` streams have gathered and not swapped. */
export async function dropUnfinished(
  context: RunContext,
  streams: readonly StreamKey[],
  options: CallOptions,
): Promise<void> {
  await context.write(async (unit) => {
    for (const stream of streams) await dropUnfinishedOf(context, unit, stream);
  }, options);
}

async function dropUnfinishedOf(context: RunContext, unit: WriteUnit, stream: StreamKey): Promise<void> {
  const { transaction, ledger } = unit;
  const row = await ledger
    .selectFrom("streams")
    .selectAll()
    .where(ofStream(context.connection, stream))
    .executeTakeFirst();
  if (row === undefined || row.unfinished_table === null) return;
  const table = tableOf(row);
  await sql`drop table if exists ${tableRef({ ...table, name: row.unfinished_table })}`.execute(transaction);
  await ledger
    .updateTable("streams")
    .set({ unfinished_table: null })
    .where(ofStream(context.connection, streamOf(row)))
    .execute();
  await dropOrphans(unit, context.dialect, { connection: context.connection, stream, table });
}

import type { StreamKey } from "@airdock/core";
import { sql } from "kysely";
import { ofStream, streamOf, tableOf } from "../ledger/stream-row.ts";
import { dropOrphans } from "../load/quarantine.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import { tableRef } from "../schema/table-ref.ts";

/** Drops what `replace` streams of a connection have gathered and not swapped: of one stream, or of all. */
export async function dropUnfinished(
  { connection, dialect }: Pick<RunContext, "connection" | "dialect">,
  unit: WriteUnit,
  stream?: StreamKey,
): Promise<void> {
  const { transaction, ledger } = unit;
  const unfinished = ledger
    .selectFrom("streams")
    .selectAll()
    .where("connection", "=", connection)
    .where("unfinished_table", "is not", null);
  const rows = await (stream === undefined ? unfinished : unfinished.where(ofStream(connection, stream))).execute();
  for (const row of rows) {
    const [owner, table] = [streamOf(row), tableOf(row)];
    const gathered = { ...table, name: row.unfinished_table ?? "" };
    await sql`drop table if exists ${tableRef(gathered)}`.execute(transaction);
    await ledger.updateTable("streams").set({ unfinished_table: null }).where(ofStream(connection, owner)).execute();
    if (row.columns !== null) await dropOrphans(unit, dialect, { connection, stream: owner, table });
  }
}

import { sql } from "kysely";
import { ofStream } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import type { StreamTarget } from "../run/stream-target.ts";
import { createTable } from "../schema/create-table.ts";
import { tableRef } from "../schema/table-ref.ts";

/** Makes the table in which a `replace` gathers its rows, unless it is there. No reader looks at it. */
export async function makeUnfinished(context: RunContext, unit: WriteUnit, target: StreamTarget): Promise<void> {
  const row = await unit.ledger
    .selectFrom("streams")
    .select("unfinished_table")
    .where(ofStream(context.connection, target.stream))
    .executeTakeFirstOrThrow();
  if (row.unfinished_table !== null) return;
  await createTable(unit.transaction, context.dialect, target.unfinished, target.columns);
  await unit.ledger
    .updateTable("streams")
    .set({ unfinished_table: target.unfinished.name })
    .where(ofStream(context.connection, target.stream))
    .execute();
}

/** Puts the gathered rows in the place of the table, with the columns they were gathered in. */
export async function swapUnfinished(context: RunContext, unit: WriteUnit, target: StreamTarget): Promise<void> {
  const { transaction, ledger } = unit;
  await context.dialect.swapTable(transaction, { unfinished: target.unfinished, table: target.table });
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${tableRef(target.table)}`.execute(
    transaction,
  );
  await ledger
    .updateTable("streams")
    .set({ unfinished_table: null, columns: JSON.stringify(target.columns), row_count: Number(rows[0]?.count ?? 0) })
    .where(ofStream(context.connection, target.stream))
    .execute();
}

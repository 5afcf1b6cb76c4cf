import type { CallOptions } from "@airdock/core";
import { ofStream } from "../ledger/stream-row.ts";
import type { RunContext } from "../run/run-context.ts";
import { addColumn } from "../schema/create-table.ts";
import { tableColumn } from "../schema/table-columns.ts";
import type { StreamPart } from "./apply-stream.ts";

/**
 * Adds the columns that staged records need and the tables lack, in a short transaction a stream; names them, stream by
 * stream. A `replace` adds them to the table it gathers in, if that is made.
 */
export async function addPendingColumns(
  context: RunContext,
  parts: readonly StreamPart[],
  options: CallOptions,
): Promise<readonly (readonly string[])[]> {
  const added: (readonly string[])[] = [];
  for (const { writer } of parts) {
    const { target, pendingColumns } = writer;
    added.push(pendingColumns.map(({ name }) => name));
    if (pendingColumns.length === 0) continue;
    await context.write(async ({ transaction, ledger }) => {
      const row = ledger
        .selectFrom("streams")
        .select("unfinished_table")
        .where(ofStream(context.connection, target.stream));
      const isReplace = target.mode === "replace";
      if (isReplace && (await row.executeTakeFirstOrThrow()).unfinished_table === null) return;
      const table = isReplace ? target.unfinished : target.table;
      for (const column of pendingColumns.map(tableColumn))
        await addColumn(transaction, context.dialect, table, column);
      if (isReplace) return;
      await ledger
        .updateTable("streams")
        .set({ columns: JSON.stringify(target.columns) })
        .where(ofStream(context.connection, target.stream))
        .execute();
    }, options);
    writer.settleColumns(pendingColumns);
  }
  return added;
}

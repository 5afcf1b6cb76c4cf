import type { CallOptions } from "@airdock/core";
import { ofStream } from "../ledger/stream-row.ts";
import type { RunContext } from "../run/run-context.ts";
import { addColumn } from "../schema/create-table.ts";
import { tableColumn } from "../schema/table-columns.ts";
import type { StreamTarget } from "../run/stream-target.ts";
import type { SqlStreamWriter } from "../stream-writer.ts";

/** A table that has all columns its staged records need, and the names of those it just got. */
export interface ShapedTarget {
  readonly target: StreamTarget;
  readonly added: readonly string[];
}

/**
 * Adds the columns that staged records need and the tables lack, in a short transaction a stream. A `replace` adds them to the
 * table it gathers in, if that is made. Records that are staged from then on may need further columns: these are no part of
 * the answer.
 */
export async function addPendingColumns(
  context: RunContext,
  writers: readonly SqlStreamWriter[],
  options: CallOptions,
): Promise<readonly ShapedTarget[]> {
  const shaped: ShapedTarget[] = [];
  for (const writer of writers) {
    const { target, pendingColumns } = writer;
    shaped.push({ target, added: pendingColumns.map(({ name }) => name) });
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
  return shaped;
}

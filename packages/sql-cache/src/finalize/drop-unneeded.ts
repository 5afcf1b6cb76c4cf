import { sql } from "kysely";
import { columnsOf, ofStream } from "../ledger/stream-row.ts";
import type { RunContext } from "../run/run-context.ts";
import { isEmptyColumn } from "../schema/is-empty-column.ts";
import { tableRef } from "../schema/table-ref.ts";
import type { SqlStreamWriter } from "../stream-writer.ts";

/**
 * Drops the empty columns that a run made for a key which no record has, now that nothing more is loaded. Where that fails, since a view
 * of the user's has the column already, they stay.
 */
export async function dropUnneeded(context: RunContext, { target }: SqlStreamWriter): Promise<void> {
  const { table, stream, provisional } = target;
  if (target.mode !== "append" || provisional.length === 0) return;
  await context
    .write(async ({ transaction, ledger }) => {
      const dropped = new Set<string>();
      for (const name of provisional) {
        if (!(await isEmptyColumn(transaction, table, name))) continue;
        await sql`alter table ${tableRef(table)} drop column ${sql.id(name)}`.execute(transaction);
        dropped.add(name);
      }
      const own = ofStream(context.connection, stream);
      const row = await ledger.selectFrom("streams").select("columns").where(own).executeTakeFirstOrThrow();
      const columns = JSON.stringify(columnsOf(row).filter(({ name }) => !dropped.has(name)));
      await ledger.updateTable("streams").set({ columns }).where(own).execute();
    })
    .catch(() => undefined);
}

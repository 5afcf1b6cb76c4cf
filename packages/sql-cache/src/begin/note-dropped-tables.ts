import type { CacheDialect } from "../cache-dialect.ts";
import { ofStream, streamOf, tableOf } from "../ledger/stream-row.ts";
import type { WriteUnit } from "../run/run-context.ts";
import { foldName } from "../table/unique-name.ts";

/**
 * Notes the streams whose table the user has dropped as streams that a state went on without: their state stands for rows that
 * are gone, so that they have to be read again from their beginning.
 */
export async function noteDroppedTables(
  { connection, dialect }: { readonly connection: string; readonly dialect: CacheDialect },
  { transaction, ledger }: WriteUnit,
): Promise<void> {
  const rows = await ledger
    .selectFrom("streams")
    .select(["namespace", "stream", "table_schema", "table_name"])
    .where("connection", "=", connection)
    .where("columns", "is not", null)
    .execute();
  const there = new Set<string>();
  for (const schema of new Set(rows.map(({ table_schema }) => table_schema ?? undefined))) {
    for (const { table } of await dialect.introspect(transaction, { schema })) there.add(placeOf(schema, table.name));
  }
  for (const row of rows) {
    const { schema, name } = tableOf(row);
    if (there.has(placeOf(schema, name))) continue;
    await ledger
      .updateTable("streams")
      .set({ missed_state: 1, row_count: 0 })
      .where(ofStream(connection, streamOf(row)))
      .execute();
  }
}

function placeOf(schema: string | undefined, name: string): string {
  return JSON.stringify([schema, foldName(name)]);
}

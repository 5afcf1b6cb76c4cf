import { type RawBuilder, sql } from "kysely";
import type { WriteUnit } from "../run/run-context.ts";
import { keyFormOf } from "../table/column-type.ts";
import type { StreamTarget } from "../run/stream-target.ts";

/** Counts the rows of a merge that have NULL in their key since the value could not be stored; `originals` as in `LoadedChanges`. */
export async function countUnkeyed(
  { transaction }: WriteUnit,
  { columns, key }: Pick<StreamTarget, "columns" | "key">,
  originals: RawBuilder<unknown>,
): Promise<number> {
  const names = new Set(key.map(({ column }) => column));
  const keptApart = new Set(columns.filter((column) => keyFormOf(column) !== undefined).map(({ field }) => field));
  const fields = columns
    .filter(({ field, name }) => names.has(name) && !keptApart.has(field))
    .map(({ field }) => field.toWellFormed());
  if (fields.length === 0) return 0;
  const { rows } = await sql<{ count: number }>`select count(distinct raw_id) as count from ${originals} as originals
    where field in (${sql.join(fields)})`.execute(transaction);
  return Number(rows[0]?.count ?? 0);
}

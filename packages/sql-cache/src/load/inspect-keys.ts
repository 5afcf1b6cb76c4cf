import { type Kysely, type RawBuilder, sql } from "kysely";
import type { ColumnPath } from "../finalize/merge-strategy.ts";
import { valueAt } from "../finalize/newer-row.ts";
import type { StreamTarget } from "../run/stream-target.ts";
import { keyFormOf } from "../table/column-type.ts";

/** What staged rows have in the key of their table. */
export interface StagedKeys {
  /** Rows with NULL in any part of the key. */
  readonly nulls: number;
  /** True when each of the paths that were asked for has a value in some row. */
  readonly isFound: boolean;
}

/** Looks at the key of staged rows, all of them; `sought`: paths that some row has to have. */
export async function inspectKeys(
  transaction: Kysely<unknown>,
  rows: RawBuilder<unknown>,
  { columns, key }: Pick<StreamTarget, "columns" | "key">,
  sought: readonly ColumnPath[] = [],
): Promise<StagedKeys> {
  const besides = new Set(columns.filter((column) => keyFormOf(column)?.keeps === "beyond").map(({ name }) => name));
  const values = key.map((path) => ({ value: valueAt("staged", path), isBesides: besides.has(path.column) }));
  // A value that its column cannot hold stands in the column of text that follows it.
  const nulls = values.flatMap(({ value, isBesides }, index) => {
    const next = values[index + 1];
    if (isBesides) return [];
    return [next?.isBesides === true ? sql`(${value} is null and ${next.value} is null)` : sql`${value} is null`];
  });
  const found = sought.map(
    (path, index) =>
      sql`max(case when ${valueAt("staged", path)} is not null then 1 else 0 end) as ${sql.id(`found_${index}`)}`,
  );
  const counted = sql`sum(case when ${sql.join(nulls, sql` or `)} then 1 else 0 end) as nulls`;
  const query = sql<Record<string, unknown>>`select ${sql.join([counted, ...found])} from ${rows} as staged`;
  const row = (await query.execute(transaction)).rows[0] ?? {};
  return {
    nulls: Number(row["nulls"] ?? 0),
    isFound: sought.every((_, index) => Number(row[`found_${index}`] ?? 0) === 1),
  };
}

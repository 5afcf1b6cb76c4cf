import { type RawBuilder, sql } from "kysely";
import type { ColumnPath, KeyedTable, MergePlan } from "./merge-strategy.ts";

/**
 * Which of two rows with the same key is newer: the greater generation; else the greater cursor, NULL being the oldest and text
 * comparing by bytes; else the later extraction; else the later ordinal. A staged row is later than one of the table.
 */

/** True where `staged` replaces `kept`. */
export function isNotOlder({ cursor, binaryCollation }: KeyedTable): RawBuilder<unknown> {
  const byTime = sql`staged._airbyte_extracted_at >= kept._airbyte_extracted_at`;
  const generations = [sql.id("staged", "_airbyte_generation_id"), sql.id("kept", "_airbyte_generation_id")] as const;
  const byCursor = cursor === undefined ? byTime : isCursorNotOlder(cursor, binaryCollation, byTime);
  return sql`(${generations[0]} > ${generations[1]} or (${generations[0]} = ${generations[1]} and ${byCursor}))`;
}

/** True where `staged` and `kept` have the same key; NULL equals NULL. */
export function sameKey({ key }: KeyedTable): RawBuilder<unknown> {
  const parts = key.map((path) => sql`${valueAt("staged", path)} is not distinct from ${valueAt("kept", path)}`);
  return sql.join(parts, sql` and `);
}

/** For FROM: the newest staged row of each key; `columns` are what is wanted of it. */
export function newestRows(plan: MergePlan, columns: readonly string[]): RawBuilder<unknown> {
  const keys = sql.join(plan.key.map((path) => valueAt("rows", path)));
  const order = [...newestFirst("rows", plan), sql`rows._airdock_ordinal desc`];
  const wanted = sql.join(columns.map((column) => sql.id("rows", column)));
  return sql`(select * from (
    select ${wanted}, row_number() over (partition by ${keys} order by ${sql.join(order)}) as _airdock_rank
    from ${plan.rows} as rows) as ranked where _airdock_rank = 1)`;
}

/** For ORDER BY: the newest row of a table first; rows that are equal so far have no order. */
export function newestFirst(table: string, { cursor, binaryCollation }: KeyedTable): readonly RawBuilder<unknown>[] {
  const byTime = [
    sql`${sql.id(table, "_airbyte_generation_id")} desc`,
    sql`${sql.id(table, "_airbyte_extracted_at")} desc`,
  ];
  if (cursor === undefined) return byTime;
  const value = collated(valueAt(table, cursor), cursor, binaryCollation);
  return byTime.toSpliced(1, 0, sql`${value} desc nulls last`);
}

/** The value of a key part or a cursor: a column, or what stands at a path inside a JSON column (a JSON null is NULL). */
export function valueAt(table: string, { column, path }: ColumnPath): RawBuilder<unknown> {
  const value = sql.id(table, column);
  if (path.length === 0) return value;
  return sql`nullif((${path.reduce<RawBuilder<unknown>>((json, part) => sql`(${json} -> ${sql.lit(part)})`, value)}), 'null')`;
}

function isCursorNotOlder(
  cursor: ColumnPath,
  collation: string | undefined,
  byTime: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const staged = collated(valueAt("staged", cursor), cursor, collation);
  const kept = collated(valueAt("kept", cursor), cursor, collation);
  return sql`(${staged} > ${kept} or (${kept} is null and ${staged} is not null)
    or (${staged} is not distinct from ${kept} and ${byTime}))`;
}

function collated(
  value: RawBuilder<unknown>,
  { text }: ColumnPath,
  collation: string | undefined,
): RawBuilder<unknown> {
  return text && collation !== undefined ? sql`${value} collate ${sql.id(collation)}` : value;
}

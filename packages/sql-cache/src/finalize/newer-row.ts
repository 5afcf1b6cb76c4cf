import { type RawBuilder, sql } from "kysely";
import type { ColumnPath, KeyedTable, MergePlan } from "./merge-strategy.ts";

/**
 * Which of two rows with the same key is newer: the greater generation; else the greater cursor, NULL being the oldest and text
 * comparing by bytes; else the later extraction; else the later ordinal. A staged row is later than one of the table. Of JSON
 * cursors, numbers compare as such and are greater than all others, which compare by their text.
 */

/** True where `staged` (or what else the newer row is called) replaces `kept`. */
export function isNotOlder(keyed: KeyedTable, staged: string = "staged"): RawBuilder<unknown> {
  const { cursor } = keyed;
  const byTime = sql`${sql.id(staged, "_airbyte_extracted_at")} >= kept._airbyte_extracted_at`;
  const generations = [sql.id(staged, "_airbyte_generation_id"), sql.id("kept", "_airbyte_generation_id")] as const;
  const byCursor = cursor === undefined ? byTime : isCursorNotOlder(staged, cursor, keyed, byTime);
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
export function newestFirst(table: string, keyed: KeyedTable): readonly RawBuilder<unknown>[] {
  const { cursor } = keyed;
  const byTime = [
    sql`${sql.id(table, "_airbyte_generation_id")} desc`,
    sql`${sql.id(table, "_airbyte_extracted_at")} desc`,
  ];
  if (cursor === undefined) return byTime;
  const values = comparedValues(table, cursor, keyed);
  return byTime.toSpliced(1, 0, ...values.map((value) => sql`${value} desc nulls last`));
}

/**
 * The value of a key part or a cursor: a column, or what stands at a path inside a JSON column (a JSON null is NULL). Without a table
 * for where only one is meant, as in an index.
 */
export function valueAt(table: string | undefined, { column, path }: ColumnPath): RawBuilder<unknown> {
  const value = table === undefined ? sql.id(column) : sql.id(table, column);
  if (path.length === 0) return value;
  return sql`nullif((${path.reduce<RawBuilder<unknown>>((json, part) => sql`(${json} -> ${sql.lit(part)})`, value)}), 'null')`;
}

function isCursorNotOlder(
  newer: string,
  cursor: ColumnPath,
  keyed: Pick<KeyedTable, "binaryCollation" | "textOrder">,
  byTime: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const staged = comparedValues(newer, cursor, keyed);
  const kept = comparedValues("kept", cursor, keyed);
  return staged.reduceRight((otherwise, one, index) => {
    const other = kept[index];
    return sql`(${one} > ${other} or (${other} is null and ${one} is not null)
      or (${one} is not distinct from ${other} and ${otherwise}))`;
  }, byTime);
}

/** What tells which of two cursors is greater: the first of these that differs. */
function comparedValues(
  table: string,
  cursor: ColumnPath,
  keyed: Pick<KeyedTable, "binaryCollation" | "textOrder">,
): readonly RawBuilder<unknown>[] {
  const value = valueAt(table, cursor);
  const { binaryCollation: collation, textOrder } = keyed;
  const byBytes = (compared: RawBuilder<unknown>): RawBuilder<unknown> => {
    if (textOrder !== undefined) return textOrder(compared);
    return collation === undefined ? compared : sql`${compared} collate ${sql.id(collation)}`;
  };
  if (cursor.text) return [byBytes(value)];
  if (cursor.numbers === undefined) return [value];
  const text = sql`cast(${value} as text)`;
  const isNumber = sql`substr(${text}, 1, 1) in (${sql.join([..."-0123456789"].map((sign) => sql.lit(sign)))})`;
  return [sql`case when ${isNumber} then cast(${text} as ${sql.raw(cursor.numbers)}) end`, byBytes(text)];
}

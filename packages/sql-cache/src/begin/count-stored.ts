import { parseExact, type StreamPlan, type StreamPreview, type TableName } from "@airdock/core";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import type { ColumnPath } from "../finalize/merge-strategy.ts";
import { valueAt } from "../finalize/newer-row.ts";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import { columnsOf } from "../ledger/stream-row.ts";
import { tableRef } from "../schema/table-ref.ts";
import { keyJson } from "../value/key-json.ts";
import { defaultValueRules } from "../value/value-rules.ts";
import { findKey } from "./find-column.ts";

/** A table that is there, and the key its rows are counted by. */
export interface StoredTable {
  readonly table: TableName;
  /** The names of the columns the database has. */
  readonly existing: readonly string[];
  readonly row: StreamTable;
  readonly plan: StreamPlan;
}

/** Counts the rows of a table and their different keys, as the table would be deduplicated: see `StreamPreview`. */
export async function countStored(
  { dialect, kysely }: { readonly dialect: CacheDialect; readonly kysely: Kysely<unknown> },
  { table, existing, row, plan }: StoredTable,
): Promise<Pick<StreamPreview, "rows" | "keys" | "hasKey">> {
  const rows = sql`${tableRef(table)} as kept where kept._airbyte_generation_id >= ${sql.lit(Number(row.minimum_generation))}`;
  const count = await countOf(kysely, sql`select distinct kept._airbyte_raw_id from ${rows}`);
  const columns = columnsOf(row).filter(({ name }) => existing.includes(name));
  const fields = new Map(columns.map((column) => [column.field, column]));
  const known = plan.primaryKey.filter(([field]) => fields.has(field ?? ""));
  if (plan.primaryKey.length === 0) return { rows: count, keys: count, hasKey: false };
  // A part that no row has is NULL in all of them.
  if (count === 0 || known.length === 0) return { rows: count, keys: Math.min(count, 1), hasKey: false };
  const paths = known.map((path) => findKey(dialect, columns, path, plan.stream));
  const isJson = new Set(columns.filter(({ type }) => type === "json").map(({ name }) => name));
  const key = paths.flat();
  const keys = key.some(({ column, path }) => path.length === 0 && isJson.has(column))
    ? await countSpelled(kysely, key, rows, isJson)
    : await countOf(kysely, sql`select distinct ${sql.join(aliased(key))} from ${rows}`);
  const found = paths.map(
    (parts, index) =>
      sql`max(case when ${sql.join(
        parts.map((part) => sql`${valueAt("kept", part)} is not null`),
        sql` or `,
      )} then 1 else 0 end) as ${sql.id(`part_${index}`)}`,
  );
  const has =
    (await sql<Record<string, unknown>>`select ${sql.join(found)} from ${rows}`.execute(kysely)).rows[0] ?? {};
  const isFound = known.length === plan.primaryKey.length && Object.values(has).every((one) => Number(one) === 1);
  return { rows: count, keys, hasKey: isFound };
}

function aliased(key: readonly ColumnPath[]): readonly RawBuilder<unknown>[] {
  return key.map((path, index) => sql`${valueAt("kept", path)} as ${sql.id(`part_${index}`)}`);
}

async function countOf(kysely: Kysely<unknown>, rows: RawBuilder<unknown>): Promise<number> {
  const query = sql<{ count: unknown }>`select count(*) as count from (${rows}) as counted`;
  return Number((await query.execute(kysely)).rows[0]?.count ?? 0);
}

/** JSON gets one spelling for equal values when it becomes a key: they are counted by that, in this process. */
async function countSpelled(
  kysely: Kysely<unknown>,
  key: readonly ColumnPath[],
  rows: RawBuilder<unknown>,
  isJson: ReadonlySet<string>,
): Promise<number> {
  const parts = key.map((path, index) => sql`cast(${valueAt("kept", path)} as text) as ${sql.id(`part_${index}`)}`);
  const query = sql<Record<string, string | null>>`select distinct ${sql.join(parts)} from ${rows}`;
  const spelled = (await query.execute(kysely)).rows.map((row) =>
    JSON.stringify(
      key.map(({ column, path }, index) => {
        const text = row[`part_${index}`] ?? null;
        return text !== null && path.length === 0 && isJson.has(column)
          ? keyJson(parseExact(text), defaultValueRules).value
          : text;
      }),
    ),
  );
  return new Set(spelled).size;
}

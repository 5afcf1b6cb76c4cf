import {
  isNotOlder,
  keyIndexName,
  mergeByKey,
  type MergePlan,
  type MergeStrategy,
  newestRows,
  sameKey,
  tableRef,
} from "@airdock/sql-cache";
import { type Kysely, type RawBuilder, sql } from "kysely";

/**
 * UPDATE, INSERT and DELETE by way of a plain index on the key. What to do is found out once, from keys and cursors alone, row by row
 * of what is staged: the table is not scanned, and each of its pages is written once. A row that takes the place of another keeps its
 * row number, and the index its entry.
 */
export const sqliteMerge: MergeStrategy = {
  prepare: mergeByKey.prepare,
  release: mergeByKey.release,
  async isPrepared(transaction, table) {
    const { rows } = await sql`select 1 from sqlite_schema where type = 'index' and name = ${keyIndexName(table)}
      and lower(tbl_name) = lower(${table.name})`.execute(transaction);
    return rows.length > 0;
  },
  // Reserved among the names of columns.
  rowHandle: () => sql.id("_rowid_"),
  async merge(transaction, plan) {
    const isUtf16 = plan.cursor !== undefined && (await keepsUtf16(transaction));
    await planRows(transaction, isUtf16 ? { ...plan, textOrder: byUtf8 } : plan);
    const [counts = noCounts] = (await countVerdicts.execute(transaction)).rows;
    if (counts.updated > 0) await updateRows(transaction, plan);
    if (counts.deleted > 0) {
      await sql`delete from ${tableRef(plan.table)}
        where _rowid_ in (select kept_row from ${verdicts} where is_deletion)`.execute(transaction);
    }
    if (counts.inserted > 0) await insertRows(transaction, plan);
    await sql`drop table ${verdicts}`.execute(transaction);
    const { updated, inserted, deleted } = counts;
    return { written: updated + inserted, deleted, removed: updated + deleted };
  },
};

/** The newest staged rows that are newer than the row of the table they meet, or meet none. */
const verdicts: RawBuilder<unknown> = sql.id("temp", "_airdock_verdicts");

async function planRows(transaction: Kysely<unknown>, plan: MergePlan): Promise<void> {
  const { table, key, cursor, deletedAt } = plan;
  const needed = new Set([
    "_airdock_ordinal",
    "_airbyte_generation_id",
    "_airbyte_extracted_at",
    ...key.map(({ column }) => column),
    ...(cursor === undefined ? [] : [cursor.column]),
    ...(deletedAt === undefined ? [] : [deletedAt]),
  ]);
  const isDeletion = deletedAt === undefined ? sql`false` : sql`${sql.id("staged", deletedAt)} is not null`;
  await sql`drop table if exists ${verdicts}`.execute(transaction);
  await sql`create temp table ${sql.id("_airdock_verdicts")} as
    select staged._airdock_ordinal as ordinal, ${isDeletion} as is_deletion, kept._rowid_ as kept_row
    from ${newestRows(plan, [...needed])} as staged
    left join ${tableRef(table)} as kept on ${sameKey(plan)}
    where kept._rowid_ is null or coalesce(${isNotOlder(plan)}, false)`.execute(transaction);
}

interface VerdictCounts {
  readonly updated: number;
  readonly inserted: number;
  readonly deleted: number;
}

const noCounts: VerdictCounts = { updated: 0, inserted: 0, deleted: 0 };

const countVerdicts: RawBuilder<VerdictCounts> = sql`select
  count(*) filter (where not is_deletion and kept_row is not null) as updated,
  count(*) filter (where not is_deletion and kept_row is null) as inserted,
  count(*) filter (where is_deletion and kept_row is not null) as deleted from ${verdicts}`;

/** All columns but the key's, which is the same; a key inside a JSON column may have other neighbours now. */
async function updateRows(transaction: Kysely<unknown>, { table, columns, key, rows }: MergePlan): Promise<void> {
  const same = new Set(key.filter(({ path }) => path.length === 0).map(({ column }) => column));
  const changed = columns.filter((column) => !same.has(column));
  const values = changed.map((column) => sql`${sql.id(column)} = ${sql.id("staged", column)}`);
  await sql`update ${tableRef(table)} as kept set ${sql.join(values)}
    from ${verdicts} as verdict join ${rows} as staged on staged._airdock_ordinal = verdict.ordinal
    where kept._rowid_ = verdict.kept_row and not verdict.is_deletion`.execute(transaction);
}

async function insertRows(transaction: Kysely<unknown>, { table, columns, rows }: MergePlan): Promise<void> {
  const names = sql.join(columns.map((column) => sql.id(column)));
  const values = sql.join(columns.map((column) => sql.id("staged", column)));
  await sql`insert into ${tableRef(table)} (${names})
    select ${values} from ${verdicts} as verdict join ${rows} as staged on staged._airdock_ordinal = verdict.ordinal
    where verdict.kept_row is null and not verdict.is_deletion order by verdict.ordinal`.execute(transaction);
}

/** A file of UTF-16 compares text by the bytes of that. */
async function keepsUtf16(transaction: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ encoding: string }>`select encoding from pragma_encoding`.execute(transaction);
  return rows[0]?.encoding !== "UTF-8";
}

function byUtf8(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`airdock_utf8(${text})`;
}

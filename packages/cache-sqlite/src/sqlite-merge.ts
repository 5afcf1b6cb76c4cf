import {
  isNotOlder,
  mergeByKey,
  type MergePlan,
  type MergeStrategy,
  newestRows,
  sameKey,
  tableRef,
} from "@airdock/sql-cache";
import { type Kysely, type RawBuilder, sql } from "kysely";

/**
 * DELETE and INSERT by way of a plain index on the key. What to do is found out once, from keys and cursors alone, row by row of what
 * is staged: the table is not scanned. A row that takes the place of another also takes its row number, and so its place in the file.
 */
export const sqliteMerge: MergeStrategy = {
  prepare: mergeByKey.prepare,
  release: mergeByKey.release,
  async merge(transaction, plan) {
    await planRows(transaction, plan);
    const target = tableRef(plan.table);
    const removed = await sql`delete from ${target}
      where _rowid_ in (select kept_row from ${verdicts} where kept_row is not null)`.execute(transaction);
    const names = plan.columns.map((column) => sql.id(column));
    const values = sql.join(plan.columns.map((column) => sql.id("staged", column)));
    const written = await sql`insert into ${target} (_rowid_, ${sql.join(names)})
      select verdict.kept_row, ${values} from ${verdicts} as verdict
      join ${plan.rows} as staged on staged._airdock_ordinal = verdict.ordinal
      where not verdict.is_deletion order by verdict.kept_row is null, verdict.kept_row, verdict.ordinal`.execute(
      transaction,
    );
    const deleted = await sql<{ count: number }>`select count(*) as count from ${verdicts}
      where is_deletion and kept_row is not null`.execute(transaction);
    await sql`drop table ${verdicts}`.execute(transaction);
    return {
      written: Number(written.numAffectedRows ?? 0),
      deleted: Number(deleted.rows[0]?.count ?? 0),
      removed: Number(removed.numAffectedRows ?? 0),
    };
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

import {
  type CacheError,
  constraintError,
  foldName,
  isNotOlder,
  type MergePlan,
  type MergeStrategy,
  newestRows,
  sameKey,
  tableRef,
} from "@airdock/sql-cache";
import { type Kysely, type RawBuilder, sql } from "kysely";

/**
 * DELETE and INSERT without any index: making one takes the memory of the whole table. What to do is found out once, from
 * keys and cursors alone; whole rows are read only where they are written.
 */
export const duckdbMerge: MergeStrategy = {
  prepare: async () => {},
  release: async () => {},
  rowHandle: rowNumber,
  async merge(transaction, plan) {
    await planRows(transaction, plan);
    const target = tableRef(plan.table);
    const removed = await sql`delete from ${target}
      where ${rowHandle(plan)} in (select kept_row from ${verdicts} where wins and kept_row is not null)`.execute(
      transaction,
    );
    // What deletions leave half empty is worth packing anew.
    if (Number(removed.numAffectedRows ?? 0) > 0) await sql`reset global max_vacuum_tasks`.execute(transaction);
    const names = sql.join(plan.columns.map((column) => sql.id(column)));
    const indexes = Number(removed.numAffectedRows ?? 0) > 0 ? await uniqueIndexes(transaction, plan) : [];
    const written = await sql`insert into ${target} (${names}) select ${names} from ${plan.rows} as staged
      where _airdock_ordinal in (select ordinal from ${verdicts} where wins and not is_deletion)`
      .execute(transaction)
      .catch((error: unknown) => {
        throw isDuplicate.test(String(error)) && indexes.length > 0 ? refusedReplacement(indexes, error) : error;
      });
    const deleted = await sql<{ count: number }>`select count(*) as count from ${verdicts}
      where wins and is_deletion and kept_row is not null`.execute(transaction);
    await sql`drop table ${verdicts}`.execute(transaction);
    return {
      written: Number(written.numAffectedRows ?? 0),
      deleted: Number(deleted.rows[0]?.count ?? 0),
      removed: Number(removed.numAffectedRows ?? 0),
    };
  },
  pause: 5,
};

function rowHandle({ columns }: MergePlan): RawBuilder<unknown> {
  return rowNumber(columns) ?? sql.id("_airbyte_raw_id");
}

/** What tells rows of the table apart: DuckDB's own number, unless a column of that name hides it. */
function rowNumber(columns: readonly string[]): RawBuilder<unknown> | undefined {
  return columns.some((column) => foldName(column) === "rowid") ? undefined : sql.id("rowid");
}

/** For the newest staged row of each key: which row it meets, and whether it takes its place. */
const verdicts = sql.id("temp", "_airdock_verdicts");

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
  await sql`create or replace temp table ${verdicts} as
    select staged._airdock_ordinal as ordinal, ${isDeletion} as is_deletion, kept.${rowHandle(plan)} as kept_row,
      kept._airbyte_raw_id is null or coalesce(${isNotOlder(plan)}, false) as wins
    from ${newestRows(plan, [...needed])} as staged
    left join ${tableRef(table)} as kept on ${sameKey(plan)}`.execute(transaction);
}

const isDuplicate = /constraint error: duplicate key/i;

/** The unique indexes and constraints that the user has added, by name. */
async function uniqueIndexes(transaction: Kysely<unknown>, { table }: MergePlan): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select 'unique index ' || index_name as name from duckdb_indexes() where is_unique
      and database_name = current_database() and lower(schema_name) = lower(${table.schema}) and lower(table_name) = lower(${table.name})
    union all select constraint_text from duckdb_constraints() where constraint_type in ('UNIQUE', 'PRIMARY KEY')
      and database_name = current_database() and lower(schema_name) = lower(${table.schema}) and lower(table_name) = lower(${table.name})`.execute(
    transaction,
  );
  return rows.map(({ name }) => `${name} of table ${table.schema}.${table.name}`);
}

function refusedReplacement(indexes: readonly string[], cause: unknown): CacheError {
  const hint =
    "DuckDB cannot replace a row under a unique index within one transaction. Drop it and sync again: the key is unique without it.";
  return constraintError(indexes.join(", "), { cause, hint });
}

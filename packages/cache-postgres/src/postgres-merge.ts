import type { TableName } from "@airdock/core";
import {
  isNotOlder,
  type KeyedTable,
  keyIndexName,
  type MergePlan,
  type MergeStrategy,
  newestRows,
  sameKey,
  tableRef,
  valueAt,
} from "@airdock/sql-cache";
import { type Kysely, type RawBuilder, sql } from "kysely";

/** INSERT … ON CONFLICT over a unique index on the key, in which NULL equals NULL. */
export const postgresMerge: MergeStrategy = {
  async prepare(transaction, keyed) {
    await dropIndex(transaction, keyed.table);
    const index = sql.id(keyIndexName(keyed.table));
    await sql`create unique index ${index} on ${tableRef(keyed.table)} (${keyParts(keyed)}) nulls not distinct`.execute(
      transaction,
    );
  },
  release: dropIndex,
  async isPrepared(transaction, table) {
    const { rows } = await sql`select from pg_catalog.pg_index
      join pg_catalog.pg_class as index on index.oid = indexrelid join pg_catalog.pg_class as keyed on keyed.oid = indrelid
      join pg_catalog.pg_namespace as space on space.oid = keyed.relnamespace
      where nspname = ${table.schema} and keyed.relname = ${table.name} and index.relname = ${keyIndexName(table)}
        and indisunique and indisvalid`.execute(transaction);
    return rows.length > 0;
  },
  // A place is one of its partition.
  rowHandle: () => sql`(tableoid::text || ctid::text)`,
  async merge(transaction, plan) {
    const newest = newestRows(plan, plan.columns);
    const { deletedAt } = plan;
    if (deletedAt === undefined) return await upsert(transaction, plan, newest);
    const isDeletion = sql`${sql.id("staged", deletedAt)} is not null`;
    const deleted = await sql`delete from ${tableRef(plan.table)} as kept using ${newest} as staged
      where ${isDeletion} and ${sameKey(plan)} and ${isNotOlder(plan)}`.execute(transaction);
    const gone = Number(deleted.numAffectedRows ?? 0);
    const rest = sql`(select * from ${newest} as staged where not (${isDeletion}))`;
    const counts = await upsert(transaction, plan, rest);
    return { ...counts, deleted: gone, removed: counts.removed + gone };
  },
};

async function upsert(
  transaction: Kysely<unknown>,
  plan: MergePlan,
  newest: RawBuilder<unknown>,
): Promise<{ readonly written: number; readonly deleted: number; readonly removed: number }> {
  const names = sql.join(plan.columns.map((column) => sql.id(column)));
  const assignments = plan.columns.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`);
  const isPartitioned = await hasPartitions(transaction, plan.table);
  const replaced = isPartitioned ? await countReplaced(transaction, plan, newest) : 0;
  // A row that was there before carries the mark of the lock it was taken with; one of a partition does not say.
  const replaces = isPartitioned ? sql`false` : sql`xmax <> 0`;
  const { rows } = await sql<{ written: unknown; removed: unknown }>`with merged as (
      insert into ${tableRef(plan.table)} as kept (${names}) select ${names} from ${newest} as newest
      on conflict (${keyParts(plan)}) do update set ${sql.join(assignments)} where ${isNotOlder(plan, "excluded")}
      returning ${replaces} as replaces)
    select count(*) as written, count(*) filter (where replaces) as removed from merged`.execute(transaction);
  return { written: Number(rows[0]?.written ?? 0), deleted: 0, removed: replaced + Number(rows[0]?.removed ?? 0) };
}

async function hasPartitions(transaction: Kysely<unknown>, { schema, name }: TableName): Promise<boolean> {
  const { rows } =
    await sql`select from pg_catalog.pg_class join pg_catalog.pg_namespace as space on space.oid = relnamespace
    where nspname = ${schema} and relname = ${name} and relkind = 'p'`.execute(transaction);
  return rows.length > 0;
}

async function countReplaced(
  transaction: Kysely<unknown>,
  plan: MergePlan,
  newest: RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<{ count: unknown }>`select count(*) as count from ${newest} as staged
    where exists (select from ${tableRef(plan.table)} as kept where ${sameKey(plan)} and ${isNotOlder(plan)})`.execute(
    transaction,
  );
  return Number(rows[0]?.count ?? 0);
}

/** The parts of a key, as the index has them. */
function keyParts({ key }: KeyedTable): RawBuilder<unknown> {
  return sql.join(key.map((path) => sql`(${valueAt(undefined, path)})`));
}

async function dropIndex(transaction: Kysely<unknown>, table: TableName): Promise<void> {
  await sql`drop index if exists ${tableRef({ ...table, name: keyIndexName(table) })}`.execute(transaction);
}

import type { TableName } from "@airdock/core";
import { type Kysely, sql } from "kysely";
import { tableRef } from "../schema/table-ref.ts";
import { keyIndexName } from "./key-index-name.ts";
import type { KeyedTable, MergeStrategy } from "./merge-strategy.ts";
import { isNotOlder, newestRows, sameKey } from "./newer-row.ts";

/** The merge for any database: DELETE and INSERT by `IS NOT DISTINCT FROM`, over a plain index on the key. */
export const mergeByKey: MergeStrategy = {
  prepare: indexKey,
  release: dropIndex,
  async merge(transaction, plan) {
    const { table, columns, deletedAt } = plan;
    const target = tableRef(table);
    const newest = newestRows(plan, columns);
    const isReplaced = sql`${sameKey(plan)} and ${isNotOlder(plan)}`;
    const isDeletion = deletedAt === undefined ? sql`1 = 0` : sql`staged.${sql.id(deletedAt)} is not null`;
    const deletions = await sql<{ count: number }>`select count(*) as count from ${target} as kept
      where exists (select 1 from ${newest} as staged where ${isDeletion} and ${isReplaced})`.execute(transaction);
    const removed = await sql`delete from ${target} as kept
      where exists (select 1 from ${newest} as staged where ${isReplaced})`.execute(transaction);
    const names = columns.map((column) => sql.id(column));
    const written = await sql`insert into ${target} (${sql.join(names)})
      select ${sql.join(columns.map((column) => sql.id("staged", column)))} from ${newest} as staged
      where not (${isDeletion}) and not exists (select 1 from ${target} as kept where ${sameKey(plan)})`.execute(
      transaction,
    );
    return {
      written: Number(written.numAffectedRows ?? 0),
      deleted: Number(deletions.rows[0]?.count ?? 0),
      removed: Number(removed.numAffectedRows ?? 0),
    };
  },
};

async function indexKey(transaction: Kysely<unknown>, { table, key }: KeyedTable): Promise<void> {
  await dropIndex(transaction, table);
  const columns = sql.join(key.map(({ column }) => sql.id(column)));
  await sql`create index ${sql.id(keyIndexName(table))} on ${tableRef(table)} (${columns})`.execute(transaction);
}

async function dropIndex(transaction: Kysely<unknown>, table: TableName): Promise<void> {
  await sql`drop index if exists ${tableRef({ ...table, name: keyIndexName(table) })}`.execute(transaction);
}

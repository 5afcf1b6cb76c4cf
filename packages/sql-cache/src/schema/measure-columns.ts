import type { TableName } from "@airdock/core";
import { type Kysely, sql } from "kysely";
import type { ColumnFacts } from "../table/widened-type.ts";
import { tableRef } from "./table-ref.ts";

/** The largest size among the integers of each column, read in one pass. */
export async function measureColumns(
  kysely: Kysely<unknown>,
  table: TableName,
  columns: readonly string[],
): Promise<ReadonlyMap<string, ColumnFacts>> {
  if (columns.length === 0) return new Map();
  const bounds = columns.flatMap((column, index) => [
    sql`min(${sql.id(column)}) as ${sql.id(`low_${index}`)}`,
    sql`max(${sql.id(column)}) as ${sql.id(`high_${index}`)}`,
  ]);
  const query = sql<Record<string, unknown>>`select ${sql.join(bounds)} from ${tableRef(table)}`;
  const row = (await query.execute(kysely)).rows[0] ?? {};
  return new Map(
    columns.map((column, index) => [column, { largest: largest(row[`low_${index}`], row[`high_${index}`]) }]),
  );
}

function largest(low: unknown, high: unknown): bigint | undefined {
  if (low === null || low === undefined) return undefined;
  const [negative, positive] = [-BigInt(String(low)), BigInt(String(high))];
  return negative > positive ? negative : positive;
}

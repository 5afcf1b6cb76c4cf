import type { StoredColumn, TableName } from "@airdock/core";
import type { Kysely } from "kysely";
import { isEmptyColumn } from "../schema/is-empty-column.ts";

/** A table as it is, and the columns it is thought to have. */
export interface RestoredRequest {
  readonly table: TableName;
  /** The names of its columns, in its order. */
  readonly existing: readonly string[];
  readonly stored: readonly StoredColumn[];
}

/** Columns whose place in the table has changed, and those that hold nothing for the rows that are there. */
export interface RestoredColumns {
  readonly moved: readonly string[];
  readonly restored: readonly string[];
}

/**
 * Finds the columns that somebody has dropped, and those that were added again since: they stand behind others that are younger, and
 * are NULL in all rows.
 */
export async function findRestored(
  transaction: Kysely<unknown>,
  { table, existing, stored }: RestoredRequest,
): Promise<RestoredColumns> {
  const places = new Map(stored.map(({ name }, index) => [name, index]));
  const dropped = stored.map(({ name }) => name).filter((name) => !existing.includes(name));
  const moved: string[] = [];
  const emptied: string[] = [];
  let furthest = -1;
  for (const name of existing) {
    const place = places.get(name) ?? furthest;
    if (place < furthest) moved.push(name);
    furthest = Math.max(furthest, place);
  }
  for (const name of moved) if (await isEmptyColumn(transaction, table, name)) emptied.push(name);
  return { moved: [...moved, ...dropped], restored: [...emptied, ...dropped] };
}

/** The columns in the order they have from now on: what was added again comes last. */
export function moveLast(columns: readonly StoredColumn[], moved: readonly string[]): readonly StoredColumn[] {
  const last = new Set(moved);
  const byName = new Map(columns.map((column) => [column.name, column]));
  return [...columns.filter(({ name }) => !last.has(name)), ...moved.flatMap((name) => byName.get(name) ?? [])];
}

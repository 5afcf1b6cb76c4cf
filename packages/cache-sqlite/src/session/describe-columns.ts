import type { ColumnDefinition, Database, Statement } from "better-sqlite3";
import type { ResultColumn } from "./sqlite-statement.ts";

/** The columns of a statement's answer; `isTyped`: with the types that Airdock's bookkeeping has for those of its tables. */
export function describeColumns(database: Database, statement: Statement, isTyped: boolean): readonly ResultColumn[] {
  const columns = statement.columns();
  const stored = isTyped ? storedTypes(database, columns) : undefined;
  return columns.map((column) => ({
    name: column.name,
    declared: column.type ?? "",
    ...(stored === undefined ? {} : { stored: stored.get(placeOf(column.table, column.column)) }),
  }));
}

function storedTypes(database: Database, columns: readonly ColumnDefinition[]): ReadonlyMap<string, string> {
  const tables = new Set(columns.flatMap(({ table }) => (table === null ? [] : table)));
  const types = new Map<string, string>();
  if (tables.size === 0) return types;
  for (const table of tables) {
    const text = readColumnMap(database, table);
    if (text === undefined) continue;
    for (const { name, type } of [...metaTypes, ...(JSON.parse(text) as { name: string; type: string }[])])
      types.set(placeOf(table, name), type);
  }
  return types;
}

/** What the columns hold that every table of a stream begins with, where a plain value would not say it. */
const metaTypes = [{ name: "_airbyte_meta", type: "json" }];

/** Nothing where the database is not a cache, or the table no stream's. */
function readColumnMap(database: Database, table: string): string | undefined {
  try {
    const found = database
      .prepare("select columns from airdock_streams where table_name = ? and columns is not null")
      .pluck()
      .get(table);
    return typeof found === "string" ? found : undefined;
  } catch {
    return undefined;
  }
}

function placeOf(table: string | null, column: string | null): string {
  return JSON.stringify([table, column]);
}

import { basename, extname } from "node:path";
import type { TableName } from "@airdock/core";

/**
 * Other programs call the database after its file. Where a schema has that name too, they do not know which of the two the name of a
 * table begins with; Airdock itself does.
 */
export function remarkAmbiguity(file: string, tables: readonly TableName[]): readonly string[] {
  const stem = basename(file, extname(file));
  const table = tables.find(({ schema }) => schema?.toLowerCase() === stem.toLowerCase());
  if (table === undefined) return [];
  const name = `${table.schema}.${table.name}`;
  return [
    `DuckDB's own shell calls ${name} an ambiguous reference, since the file and the schema are both named ${stem}: name the file otherwise, or write ${stem}.${name} there.`,
  ];
}

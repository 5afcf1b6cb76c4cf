import type { StoredColumn } from "@airdock/core";
import { createColumnConverter, keyFormOf } from "@airdock/sql-cache";
import { postgresValueRules } from "../postgres-value-rules.ts";

/** How a column's cell gets out of a record. */
export interface CellEncoding {
  /** The column whose place in the record is this one's: there may be two for one field. */
  readonly source: number;
  /** The usual form of its type is its value. */
  readonly isPlain: boolean;
  readonly convert: ReturnType<typeof createColumnConverter>;
}

/** The encodings of columns, `fields` being the fields whose places are found. */
export function cellEncodings(columns: readonly StoredColumn[], fields: readonly string[]): readonly CellEncoding[] {
  return columns.map((column, index) => ({
    source: fields.indexOf(fields[index] ?? ""),
    isPlain: isPlain(column),
    convert: createColumnConverter(column, postgresValueRules),
  }));
}

function isPlain(column: StoredColumn): boolean {
  const form = keyFormOf(column);
  // jsonb has one form for equal values by itself.
  return form === undefined || (form.keeps === "all" && (form.type === "string" || form.type === "json"));
}

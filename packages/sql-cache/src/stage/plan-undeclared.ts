import type { StoredColumn } from "@airdock/core";
import { columnNames } from "../table/column-name.ts";
import { columnType } from "../table/column-type.ts";
import { extraColumn, metaColumns } from "../table/meta-column.ts";
import type { NameLimits } from "../table/unique-name.ts";

/** Most columns that undeclared fields add to a table; what comes after goes to `_airdock_extra`. */
const mostUndeclared = 100;

/** A table as the records of a run find it. */
export interface UndeclaredRequest {
  readonly columns: readonly StoredColumn[];
  /** The properties of the stream's schema. */
  readonly declared: ReadonlySet<string>;
  /** The names of all columns the database has, the user's own included. */
  readonly existing: readonly string[];
}

/** The columns to add for fields that a table has no column for: JSON columns, then one for all the rest. */
export function planUndeclared(
  { columns, declared, existing }: UndeclaredRequest,
  fields: ReadonlySet<string>,
  limits: NameLimits & { readonly columns: number },
): readonly StoredColumn[] {
  const own = columns.filter(({ name }) => name !== extraColumn);
  const known = new Set(own.map(({ field }) => field));
  const missing = [...fields].filter((field) => !known.has(field));
  if (missing.length === 0) return [];
  const undeclared = own.filter(({ field }) => !declared.has(field)).length;
  const free = limits.columns === 0 ? missing.length : limits.columns - metaColumns.length - 1 - own.length;
  const fitting = missing.slice(0, Math.max(0, Math.min(mostUndeclared - undeclared, free)));
  const names = columnNames(fitting, [...columns.map(({ name }) => name), ...existing], limits);
  const added = fitting.map((field) => ({ field, name: names.get(field) ?? field, type: columnType("json") }));
  const isFull = fitting.length < missing.length && own.length === columns.length;
  return isFull ? [...added, { field: extraColumn, name: extraColumn, type: columnType("json") }] : added;
}

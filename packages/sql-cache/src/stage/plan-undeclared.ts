import type { StoredColumn } from "@airdock/core";
import { columnNames } from "../table/column-name.ts";
import { extraColumn, metaColumns } from "../table/meta-column.ts";
import type { NameLimits } from "../table/unique-name.ts";

/** Most columns that undeclared fields add to a table; what comes after goes to `_airdock_extra`. */
export const undeclaredColumns = 100;

/** The columns to add for fields that a table has no column for: JSON columns, then one for all the rest. */
export function planUndeclared(
  { columns, declared }: { readonly columns: readonly StoredColumn[]; readonly declared: ReadonlySet<string> },
  fields: ReadonlySet<string>,
  limits: NameLimits & { readonly columns: number },
): readonly StoredColumn[] {
  const known = new Set(columns.map(({ field }) => field));
  const missing = [...fields].filter((field) => !known.has(field));
  if (missing.length === 0) return [];
  const undeclared = columns.filter(({ field }) => !declared.has(field) && field !== extraColumn).length;
  const free = limits.columns - metaColumns.length - columns.length - 1;
  const own = missing.slice(0, Math.max(0, Math.min(undeclaredColumns - undeclared, free)));
  const names = columnNames(
    own,
    columns.map(({ name }) => name),
    limits,
  );
  const added = own.map((field) => ({ field, name: names.get(field) ?? field, type: "json" }));
  const needsExtra = own.length < missing.length && !known.has(extraColumn);
  return needsExtra ? [...added, { field: extraColumn, name: extraColumn, type: "json" }] : added;
}

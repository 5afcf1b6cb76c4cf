import type { StoredColumn, StreamPlan } from "@airdock/core";
import { columnType, keyFormOf } from "../table/column-type.ts";
import { extraColumn } from "../table/meta-column.ts";
import { propertyTypes } from "../table/plan-table.ts";

/**
 * The column map for a table that is filled anew: names stay as they are stored, types are those of the schema, since no old
 * value has to survive.
 */
export function freshColumns(stored: readonly StoredColumn[], plan: StreamPlan): readonly StoredColumn[] {
  if (plan.onTypeChange !== "widen") return stored;
  const types = propertyTypes(plan.jsonSchema);
  return stored
    .filter((column) => keyFormOf(column)?.keeps !== "beyond")
    .map((column) => {
      const type = column.name === extraColumn ? undefined : types.get(column.field);
      if (type === undefined) return column;
      const native = Object.hasOwn(plan.columns, column.field) ? plan.columns[column.field] : undefined;
      return { ...column, type: columnType(type, native) };
    });
}

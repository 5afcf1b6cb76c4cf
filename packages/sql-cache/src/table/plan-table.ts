import { type JsonObject, type JsonValue, type StoredColumn, type StreamPlan, streamLabel } from "@airdock/core";
import { CacheError } from "../error/cache-error.ts";
import type { AirbyteType } from "../value/airbyte-type.ts";
import { columnNames } from "./column-name.ts";
import { airbyteTypeOf, columnType, keyFormOf, nativeTypeOf } from "./column-type.ts";
import { extraColumn, metaColumns } from "./meta-column.ts";
import { propertyType } from "./property-type.ts";
import type { NameLimits } from "./unique-name.ts";
import { type ColumnFacts, needsLargest, widenedType } from "./widened-type.ts";

/** What a table shall hold, what it holds, and what the database can. */
export interface TableRequest {
  readonly plan: Pick<StreamPlan, "stream" | "jsonSchema" | "columns" | "onTypeChange">;
  /** The stored column map, empty for a new stream, and the schema it was made for. */
  readonly stored: readonly StoredColumn[];
  readonly storedSchema?: JsonObject | undefined;
  /** The names of all columns the database has, the user's own included; undefined: there is no table. */
  readonly existing: readonly string[] | undefined;
  readonly limits: NameLimits & { readonly columns: number };
  /** Number columns keep every digit; false: they hold doubles. */
  readonly exactNumbers: boolean;
}

/** The column map to store, and the steps that bring the table there, in order. */
export interface TablePlan {
  readonly columns: readonly StoredColumn[];
  readonly steps: readonly TableStep[];
}

/**
 * A change of the table. When a column cannot be widened after all, its stored type stays the one of `from`, and values that
 * do not fit are NULL and declared.
 */
export type TableStep =
  | { readonly kind: "create-table"; readonly columns: readonly StoredColumn[] }
  | { readonly kind: "add-column"; readonly column: StoredColumn }
  | { readonly kind: "widen-column"; readonly column: StoredColumn; readonly from: StoredColumn }
  /** JSON in the column becomes the text that `keyJson` makes of it. */
  | { readonly kind: "spell-key"; readonly column: StoredColumn };

/**
 * Compares a schema with its table: new properties get columns, changed types wider ones where every old value survives;
 * columns of properties that went stay. `facts`, by column name, are needed for the columns `columnsToMeasure` names. Throws
 * SCHEMA_CHANGED when `onTypeChange` is `stop` and a type changed.
 */
export function planTable(request: TableRequest, facts: ReadonlyMap<string, ColumnFacts>): TablePlan {
  const wanted = propertyTypes(request.plan.jsonSchema);
  if (request.plan.onTypeChange === "stop") stopAtChange(request, wanted);
  const kept = request.stored.map((column) => keepOrWiden(column, wanted, request, facts.get(column.name) ?? {}));
  const columns = [...kept, ...newColumns(request, wanted)];
  return { columns, steps: stepsTo(columns, request) };
}

/** Names of the integer columns whose largest value decides what they become. */
export function columnsToMeasure({ plan, stored, existing, exactNumbers }: TableRequest): readonly string[] {
  if (existing === undefined || plan.onTypeChange !== "widen") return [];
  const wanted = propertyTypes(plan.jsonSchema);
  return stored
    .filter((column) => existing.includes(column.name))
    .filter((column) => needsLargest(airbyteTypeOf(column), wanted.get(column.field), exactNumbers))
    .map(({ name }) => name);
}

/** The types of a stream's properties, in schema order. */
export function propertyTypes(jsonSchema: JsonObject): ReadonlyMap<string, AirbyteType> {
  const properties: JsonValue | undefined = jsonSchema["properties"];
  if (typeof properties !== "object" || properties === null || Array.isArray(properties)) return new Map();
  return new Map(Object.entries(properties).map(([field, schema]) => [field, propertyType(schema)]));
}

function stopAtChange({ plan, stored, storedSchema }: TableRequest, wanted: ReadonlyMap<string, AirbyteType>): void {
  const before = propertyTypes(storedSchema ?? {});
  for (const column of stored) {
    const type = airbyteTypeOf(column);
    const [old, now] = [before.get(column.field) ?? type, wanted.get(column.field) ?? type];
    if (old === now || type === now || column.name === extraColumn) continue;
    throw new CacheError(`"${column.field}" of ${streamLabel(plan.stream)} changed its type from ${old} to ${now}.`, {
      code: "SCHEMA_CHANGED",
      hint: "Set onTypeChange to widen or null to go on, or give the connection another name.",
      data: { field: column.field, from: old, to: now },
    });
  }
}

function keepOrWiden(
  column: StoredColumn,
  wanted: ReadonlyMap<string, AirbyteType>,
  { plan, exactNumbers }: TableRequest,
  facts: ColumnFacts,
): StoredColumn {
  const to = column.name === extraColumn ? undefined : wanted.get(column.field);
  if (to === undefined || plan.onTypeChange !== "widen" || isOwnType(column)) return column;
  const type = widenedType(airbyteTypeOf(column), to, facts, exactNumbers);
  return type === undefined ? column : { ...column, type: columnType(type) };
}

/** A type that the user chose, or that a key needs. */
function isOwnType(column: StoredColumn): boolean {
  return nativeTypeOf(column) !== undefined || keyFormOf(column) !== undefined;
}

/** Columns for properties that have none; past the widest table there is only the one for all the rest. */
function newColumns(
  { plan, stored, existing = [], limits }: TableRequest,
  wanted: ReadonlyMap<string, AirbyteType>,
): readonly StoredColumn[] {
  const known = new Set(stored.filter(({ name }) => name !== extraColumn).map(({ field }) => field));
  const missing = [...wanted].filter(([field]) => !known.has(field));
  const room = limits.columns === 0 ? missing.length : limits.columns - metaColumns.length - 1 - known.size;
  const fitting = missing.slice(0, Math.max(0, room));
  const names = columnNames(
    fitting.map(([field]) => field),
    [...stored.map(({ name }) => name), ...existing],
    limits,
  );
  const added = fitting.map(([field, type]) => {
    const native = Object.hasOwn(plan.columns, field) ? plan.columns[field] : undefined;
    return { field, name: names.get(field) ?? field, type: columnType(type, native) };
  });
  const isFull = fitting.length < missing.length && stored.every(({ name }) => name !== extraColumn);
  return isFull ? [...added, { field: extraColumn, name: extraColumn, type: columnType("json") }] : added;
}

function stepsTo(columns: readonly StoredColumn[], { existing, stored }: TableRequest): readonly TableStep[] {
  if (existing === undefined) return [{ kind: "create-table", columns }];
  const before = new Map(stored.map((column) => [column.name, column]));
  return columns.flatMap((column): readonly TableStep[] => {
    const from = before.get(column.name);
    if (from === undefined || !existing.includes(column.name)) return [{ kind: "add-column", column }];
    return from.type === column.type ? [] : [{ kind: "widen-column", column, from }];
  });
}

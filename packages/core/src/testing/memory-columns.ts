import type { StoredColumn } from "../cache/stored.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { JsonObject } from "../protocol/json.ts";
import { memoryName } from "./memory-name.ts";
import type { MemoryStream } from "./memory-store.ts";

/** Most columns that are added to a stream for properties its schema does not declare; the rest shares one. */
const mostUndeclared = 100;
const extraColumn = "_airdock_extra";
const metaColumns = ["_airbyte_raw_id", "_airbyte_extracted_at", "_airbyte_meta", "_airbyte_generation_id"];

/** The columns of a stream after its schema was read again: known ones stay, new ones follow in schema order. */
export function planColumns(known: readonly StoredColumn[], plan: StreamPlan): StoredColumn[] {
  return addColumns(known, declaredFields(plan.jsonSchema));
}

/** Adds a column for each field that has none and is not declared; returns the names of the new columns. */
export function addUndeclared(
  stream: Pick<MemoryStream, "jsonSchema" | "columns">,
  fields: Iterable<string>,
): string[] {
  const declared = new Set(declaredFields(stream.jsonSchema));
  const known = new Set(stream.columns.map(({ field }) => field));
  const unknown = [...fields].filter((field) => !known.has(field));
  const undeclared = stream.columns.filter(({ field }) => !declared.has(field)).length;
  const added = unknown.slice(0, Math.max(0, mostUndeclared - undeclared));
  const before = stream.columns.length;
  stream.columns = addColumns(stream.columns, added);
  if (added.length < unknown.length) stream.columns = addExtra(stream.columns);
  return stream.columns.slice(before).map(({ name }) => name);
}

/** The fields of a record that have no column, as one object; undefined when there is none. */
export function collectExtra(columns: readonly StoredColumn[], data: JsonObject): JsonObject | undefined {
  if (!columns.some(({ name }) => name === extraColumn)) return undefined;
  const fields = new Set(columns.map(({ field }) => field));
  const extra = Object.entries(data).filter(([field]) => !fields.has(field));
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}

/** True for the column that holds what has no column of its own. */
export function isExtraColumn({ name }: StoredColumn): boolean {
  return name === extraColumn;
}

function declaredFields(schema: JsonObject): string[] {
  const { properties } = schema;
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

function addColumns(known: readonly StoredColumn[], fields: readonly string[]): StoredColumn[] {
  const columns = [...known];
  for (const field of fields) {
    if (columns.some((column) => column.field === field)) continue;
    const name = memoryName(field, [...columns.map((column) => column.name), ...metaColumns, extraColumn]);
    columns.push({ field, name, type: "json" });
  }
  return columns;
}

function addExtra(columns: readonly StoredColumn[]): StoredColumn[] {
  if (columns.some(isExtraColumn)) return [...columns];
  return [...columns, { field: extraColumn, name: extraColumn, type: "json" }];
}

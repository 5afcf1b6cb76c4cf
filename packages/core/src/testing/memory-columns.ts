import type { StoredColumn } from "../cache/stored.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { MemoryStream } from "./memory-store.ts";

/** Most columns that are added to a stream for properties its schema does not declare; the rest shares one. */
const mostUndeclared = 100;
const extraColumn = "_airdock_extra";

/** The columns of a stream after its schema was read again: known ones stay, new ones follow in schema order. */
export function planColumns(known: readonly StoredColumn[], plan: StreamPlan): StoredColumn[] {
  return addColumns(known, declaredFields(plan.jsonSchema));
}

/** Adds a column for each field that has none and is not declared; returns the names of the new columns. */
export function addUndeclared(stream: MemoryStream, fields: Iterable<string>): string[] {
  const declared = new Set(declaredFields(stream.jsonSchema));
  const known = new Set(stream.columns.map(({ field }) => field));
  const unknown = [...fields].filter((field) => !known.has(field));
  const undeclared = stream.columns.filter(({ field }) => !declared.has(field)).length;
  const added = unknown.slice(0, Math.max(0, mostUndeclared - undeclared));
  const names = added.length < unknown.length ? [...added, extraColumn] : added;
  const before = stream.columns.length;
  stream.columns = addColumns(stream.columns, names);
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
  const names = new Set(known.map(({ field }) => field));
  return [...known, ...fields.filter((field) => !names.has(field)).map((field) => ({ field, name: field, type: "json" }))];
}

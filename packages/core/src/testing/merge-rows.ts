import type { FieldPath } from "../protocol/catalog.ts";
import { isRawNumber, printExact } from "../protocol/exact-json.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { jsonKeyText } from "./json-key-text.ts";
import { canonicalValue } from "./canonical-value.ts";
import type { MemoryRow, MemoryStream } from "./memory-store.ts";

/** What tells rows apart, and newer from older. */
export type MergeRule = Pick<MemoryStream, "primaryKey" | "cursor" | "jsonSchema">;

/** What a merge did. */
export interface MergedRows {
  readonly rows: MemoryRow[];
  readonly written: number;
  readonly deleted: number;
}

/**
 * The rows of a table with new ones merged in by primary key. Newer is the greater generation, else the greater cursor,
 * else the later extraction, else the later row; only a newer row takes another's place. `deletes`: a newer row that is
 * marked as deleted takes the older one away.
 */
export function mergeRows(
  table: readonly MemoryRow[],
  added: readonly MemoryRow[],
  rule: MergeRule,
  deletes: boolean,
): MergedRows {
  const newest = new Map<string, MemoryRow>();
  for (const row of added) takeNewer(newest, row, rule);
  const rows = new Map<string, MemoryRow>();
  for (const row of table) rows.set(keyOf(row, rule), row);
  let [written, deleted] = [0, 0];
  for (const [key, row] of newest) {
    const before = rows.get(key);
    if (before !== undefined && compareRows(row, before, rule) < 0) continue;
    if (deletes && (row.data["_ab_cdc_deleted_at"] ?? null) !== null) {
      if (rows.delete(key)) deleted++;
      continue;
    }
    rows.set(key, row);
    written++;
  }
  return { rows: [...rows.values()], written, deleted };
}

/** The newest row of each key. */
export function dedupeRows(rows: readonly MemoryRow[], rule: MergeRule): MemoryRow[] {
  const newest = new Map<string, MemoryRow>();
  for (const row of rows) takeNewer(newest, row, rule);
  return [...newest.values()];
}

function takeNewer(newest: Map<string, MemoryRow>, row: MemoryRow, rule: MergeRule): void {
  const key = keyOf(row, rule);
  const before = newest.get(key);
  if (before === undefined || compareRows(row, before, rule) >= 0) newest.set(key, row);
}

/** Rows with NULL in any part of their key. */
export function countNullKeys(
  rows: readonly MemoryRow[],
  { primaryKey, jsonSchema }: Pick<MergeRule, "primaryKey" | "jsonSchema">,
): number {
  return rows.filter(({ data }) => primaryKey.some((path) => valueAt(data, path, jsonSchema) === null)).length;
}

/** NULL in a key equals NULL. */
function keyOf(row: MemoryRow, { primaryKey, jsonSchema }: MergeRule): string {
  const values = primaryKey.map((path) => valueAt(row.data, path, jsonSchema));
  return JSON.stringify(
    values.map((value) => {
      if (typeof value === "bigint") return [String(value)];
      return typeof value === "object" && value !== null ? { json: jsonKeyText(value) } : value;
    }),
  );
}

/** Below 0 when the first row is older; rows that are equal in everything count in the order they came. */
function compareRows(one: MemoryRow, other: MemoryRow, { cursor, jsonSchema }: MergeRule): number {
  const byCursor =
    cursor === undefined
      ? 0
      : compareValues(valueAt(one.data, cursor, jsonSchema), valueAt(other.data, cursor, jsonSchema));
  return one.generation - other.generation || byCursor || one.emittedAt - other.emittedAt;
}

/** NULL is oldest; numbers compare as such, text by its characters. */
function compareValues(one: JsonValue | bigint, other: JsonValue | bigint): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (isNumeric(one) && isNumeric(other)) return one < other ? -1 : Number(one > other);
  const [text, otherText] = [toText(one), toText(other)];
  return text < otherText ? -1 : Number(text > otherText);
}

function isNumeric(value: JsonValue | bigint): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function toText(value: JsonValue | bigint): string {
  if (typeof value === "bigint") return String(value);
  return typeof value === "string" ? value : printExact(value);
}

/** A top-level value compares as its declared type; a nested one as the JSON it is. */
function valueAt(data: JsonObject, path: FieldPath, schema: JsonObject): JsonValue | bigint {
  let value: JsonValue = data;
  for (const part of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || isRawNumber(value)) return null;
    value = (value as JsonObject)[part] ?? null;
  }
  const properties = schema["properties"] as JsonObject | undefined;
  return canonicalValue(value, path.length === 1 ? properties?.[path[0] ?? ""] : undefined);
}

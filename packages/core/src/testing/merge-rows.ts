import type { FieldPath } from "../protocol/catalog.ts";
import { isRawNumber, printExact } from "../protocol/exact-json.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import type { MemoryRow, MemoryStream } from "./memory-store.ts";

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
  stream: Pick<MemoryStream, "primaryKey" | "cursor">,
  deletes: boolean,
): MergedRows {
  const newest = new Map<string, MemoryRow>();
  for (const row of added) takeNewer(newest, row, stream);
  const rows = new Map<string, MemoryRow>();
  for (const row of table) rows.set(keyOf(row, stream.primaryKey), row);
  let [written, deleted] = [0, 0];
  for (const [key, row] of newest) {
    const before = rows.get(key);
    if (before !== undefined && compareRows(row, before, stream.cursor) < 0) continue;
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
export function dedupeRows(rows: readonly MemoryRow[], stream: Pick<MemoryStream, "primaryKey" | "cursor">): MemoryRow[] {
  const newest = new Map<string, MemoryRow>();
  for (const row of rows) takeNewer(newest, row, stream);
  return [...newest.values()];
}

function takeNewer(
  newest: Map<string, MemoryRow>,
  row: MemoryRow,
  { primaryKey, cursor }: Pick<MemoryStream, "primaryKey" | "cursor">,
): void {
  const key = keyOf(row, primaryKey);
  const before = newest.get(key);
  if (before === undefined || compareRows(row, before, cursor) >= 0) newest.set(key, row);
}

/** NULL in a key equals NULL. */
function keyOf({ data }: MemoryRow, key: readonly FieldPath[]): string {
  return printExact(key.map((path) => valueAt(data, path)));
}

/** Below 0 when the first row is older; rows that are equal in everything count in the order they came. */
function compareRows(one: MemoryRow, other: MemoryRow, cursor: FieldPath | undefined): number {
  const byCursor = cursor === undefined ? 0 : compareValues(valueAt(one.data, cursor), valueAt(other.data, cursor));
  return one.generation - other.generation || byCursor || one.emittedAt - other.emittedAt;
}

/** NULL is oldest; numbers compare as such, text by its characters. */
function compareValues(one: JsonValue, other: JsonValue): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  const [first, second] = [toNumber(one), toNumber(other)];
  if (first !== undefined && second !== undefined) return first < second ? -1 : Number(first > second);
  const [text, otherText] = [toText(one), toText(other)];
  return text < otherText ? -1 : Number(text > otherText);
}

function toNumber(value: JsonValue): number | bigint | undefined {
  if (typeof value === "number") return value;
  if (!isRawNumber(value)) return undefined;
  return /^-?\d+$/.test(value.rawJSON) ? BigInt(value.rawJSON) : Number(value.rawJSON);
}

function toText(value: JsonValue): string {
  return typeof value === "string" ? value : printExact(value);
}

function valueAt(data: JsonObject, path: FieldPath): JsonValue {
  let value: JsonValue = data;
  for (const part of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || isRawNumber(value)) return null;
    value = (value as JsonObject)[part] ?? null;
  }
  return value;
}

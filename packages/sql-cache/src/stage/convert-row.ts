import type { JsonValue, RecordChange, RecordRow, StoredColumn } from "@airdock/core";
import { extraColumn } from "../table/meta-column.ts";
import type { AirbyteType } from "../value/airbyte-type.ts";
import { convertValue } from "../value/convert-value.ts";
import type { ColumnValue } from "../value/converted-value.ts";
import { originalText } from "../value/original-text.ts";
import type { ValueRules } from "../value/value-rules.ts";

/** A record in the shape of its table. */
export interface ConvertedRow {
  /** In the order of the columns. */
  readonly values: readonly ColumnValue[];
  /** The source's changes, then the cache's own. */
  readonly changes: readonly RecordChange[];
  /** True when the cache changed something. */
  readonly isChanged: boolean;
  /** The cells that are NULL since their value could not be stored. */
  readonly originals: readonly { readonly field: string; readonly original: string }[];
}

/** Converts a record, column by column; fields without a column go to `_airdock_extra`, where there is that column. */
export function convertRow(row: RecordRow, columns: readonly StoredColumn[], rules: ValueRules): ConvertedRow {
  const changes = [...row.changes];
  const originals: { field: string; original: string }[] = [];
  const values = columns.map(({ field, type }) => {
    const source = field === extraColumn ? extraFields(row, columns) : row.data[field];
    const { value, change } = convertValue(type as AirbyteType, source, rules);
    if (change === undefined) return value;
    changes.push({ field, ...change });
    if (change.change === "NULLED" && source !== undefined) originals.push({ field, original: originalText(source) });
    return value;
  });
  return { values, changes, isChanged: changes.length > row.changes.length, originals };
}

/** The `_airbyte_meta` of a row. */
export function rowMeta(syncId: number, changes: readonly RecordChange[]): string {
  return JSON.stringify({ sync_id: syncId, changes });
}

function extraFields(row: RecordRow, columns: readonly StoredColumn[]): JsonValue | undefined {
  const known = new Set(columns.map(({ field }) => field));
  const extra = Object.entries(row.data).filter(([field]) => !known.has(field));
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}

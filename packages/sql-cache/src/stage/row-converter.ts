import type { JsonValue, RecordChange, RecordRow, StoredColumn } from "@airdock/core";
import { extraColumn } from "../table/meta-column.ts";
import { createColumnConverter } from "../value/convert-column.ts";
import { changeReason, type ColumnValue } from "../value/converted-value.ts";
import { originalText } from "../value/original-text.ts";
import type { ValueRules } from "../value/value-rules.ts";

/** A record in the shape of its table. */
export interface ConvertedRow {
  /** In the order of the columns. */
  readonly values: readonly ColumnValue[];
  /** The source's changes, then one for each unreadable field, then the cache's own. */
  readonly changes: readonly RecordChange[];
  /** True when the cache changed something. */
  readonly isChanged: boolean;
  /** The cells that are NULL since their value could not be stored, those of unreadable fields first. */
  readonly originals: readonly { readonly field: string; readonly original: string }[];
}

/** Makes the converter of records for a table; fields without a column go to `_airdock_extra`, where there is that column. */
export function createRowConverter(
  stored: readonly StoredColumn[],
  rules: ValueRules,
): (row: RecordRow) => ConvertedRow {
  const spell = (text: string): string => {
    const whole = text.toWellFormed();
    return rules.nulInText ? whole : whole.replaceAll("\0", "");
  };
  const columns = stored.map((column) => ({
    field: column.field,
    convert: createColumnConverter(column, rules),
    isExtra: column.name === extraColumn,
    declaredAs: spell(column.field),
  }));
  const known = new Set(columns.filter(({ isExtra }) => !isExtra).map(({ field }) => field));
  return (row) => {
    const changes = row.changes.map((change) => spelled(change, spell));
    const originals: { field: string; original: string }[] = [];
    for (const { field, original, flaw } of row.unreadable ?? []) {
      const declaredAs = spell(field);
      changes.push({
        field: declaredAs,
        change: "NULLED",
        reason: flaw === "depth" ? changeReason.size : changeReason.type,
      });
      originals.push({ field: declaredAs, original: spell(original) });
    }
    const values = columns.map(({ field, convert, isExtra, declaredAs }) => {
      const source = isExtra ? extraFields(row, known) : ownField(row, field);
      const { value, change } = convert(source);
      if (change === undefined) return value;
      changes.push({ field: declaredAs, ...change });
      if (change.change === "NULLED" && source !== undefined)
        originals.push({ field: declaredAs, original: spell(originalText(source)) });
      return value;
    });
    return { values, changes, isChanged: changes.length > row.changes.length, originals };
  };
}

/** Half a surrogate pair, which JSON of most databases cannot hold, becomes U+FFFD; NUL goes where it cannot be. */
function spelled({ field, change, reason }: RecordChange, spell: (text: string) => string): RecordChange {
  return { field: spell(field), change, reason: spell(reason) };
}

/** The `_airbyte_meta` of a row. */
export function rowMeta(syncId: number, changes: readonly RecordChange[]): string {
  return JSON.stringify({ sync_id: syncId, changes });
}

/** Not what every object inherits, such as `constructor`. */
function ownField({ data }: RecordRow, field: string): JsonValue | undefined {
  return Object.hasOwn(data, field) ? data[field] : undefined;
}

function extraFields({ data }: RecordRow, known: ReadonlySet<string>): JsonValue | undefined {
  const extra = Object.entries(data).filter(([field]) => !known.has(field));
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}

import type { RecordRow, StoredColumn } from "@airdock/core";
import {
  airbyteTypeOf,
  createColumnConverter,
  createRowConverter,
  type KeyText,
  nativeTypeOf,
  type ValueRules,
} from "@airdock/sql-cache";
import { cellText } from "../load/cell-text.ts";

/** The JSON of a record that was converted in this process; `exactStructure` is its form for DuckDB. */
export interface ExactLine {
  /** The cells as text, in the order of the columns; the load only casts them. */
  readonly c: readonly (string | null)[];
  /** For the columns of a key that may meet values they cannot hold: the texts of such values. */
  readonly k: readonly (string | null)[];
  /** For the same columns: the entry of `_airbyte_meta.changes`, and the original of a nulled cell. They do not count once the key is text. */
  readonly x: readonly (string | null)[];
  readonly y: readonly (string | null)[];
  /** All other entries of `_airbyte_meta.changes`, without the brackets around them. */
  readonly m: string;
  /** True when one of them is the cache's own. */
  readonly w: boolean;
  /** The nulled cells. */
  readonly q: readonly { readonly field: string; readonly original: string }[];
}

/** `ExactLine` in the words of DuckDB's `from_json`. */
export const exactStructure =
  '{"c":["VARCHAR"],"k":["VARCHAR"],"x":["VARCHAR"],"y":["VARCHAR"],"m":"VARCHAR","w":"BOOLEAN","q":[{"field":"VARCHAR","original":"VARCHAR"}]}';

/**
 * Makes the converter of records to lines. A column with a SQL type of the user's choice gets the text of the value, whatever
 * that is: the load judges it.
 */
export function createLineConverter(
  columns: readonly StoredColumn[],
  keyTexts: readonly KeyText[],
  rules: ValueRules,
): (row: RecordRow) => ExactLine {
  const asText = columns.map((column) => (nativeTypeOf(column) === undefined ? column : { ...column, type: "string" }));
  const types = asText.map(airbyteTypeOf);
  const convert = createRowConverter(asText, rules);
  const texts = keyTexts.map(({ text }) => ({
    field: text.field,
    declaredAs: text.field.toWellFormed(),
    convert: createColumnConverter(text, rules),
  }));
  const keyFields = new Set(texts.map(({ declaredAs }) => declaredAs));
  return (row) => {
    const { values, changes, originals } = convert(row);
    const unread = row.unreadable?.length ?? 0;
    const own = changes.slice(row.changes.length + unread);
    // What cannot be read is not there in a key of text either.
    const others = changes
      .slice(row.changes.length)
      .filter(({ field }, index) => index < unread || !keyFields.has(field));
    return {
      c: values.map((value, index) => cellText(types[index] ?? "string", value)),
      k: texts.map(({ field, convert: convertKey }) => {
        const { value } = convertKey(Object.hasOwn(row.data, field) ? row.data[field] : undefined);
        return value === null ? null : String(value);
      }),
      x: texts.map(({ declaredAs }) => {
        const change = own.find(({ field }) => field === declaredAs);
        return change === undefined ? null : JSON.stringify(change);
      }),
      y: texts.map(
        ({ declaredAs }) => originals.slice(unread).find(({ field }) => field === declaredAs)?.original ?? null,
      ),
      m: [...changes.slice(0, row.changes.length), ...others].map((change) => JSON.stringify(change)).join(","),
      w: others.length > 0,
      q: originals.filter(({ field }, index) => index < unread || !keyFields.has(field)),
    };
  };
}

import type { RecordRow, StoredColumn } from "@airdock/core";
import { airbyteTypeOf, createRowConverter, nativeTypeOf, type ValueRules } from "@airdock/sql-cache";
import { cellText } from "../load/cell-text.ts";

/** The JSON of a record that was converted in this process; `exactStructure` is its form for DuckDB. */
export interface ExactLine {
  /** The cells as text, in the order of the columns; the load only casts them. */
  readonly c: readonly (string | null)[];
  /** The entries of `_airbyte_meta.changes`, without the brackets around them. */
  readonly m: string;
  /** True when one of them is the cache's own. */
  readonly w: boolean;
  /** The nulled cells. */
  readonly q: readonly { readonly field: string; readonly original: string }[];
}

/** `ExactLine` in the words of DuckDB's `from_json`. */
export const exactStructure =
  '{"c":["VARCHAR"],"m":"VARCHAR","w":"BOOLEAN","q":[{"field":"VARCHAR","original":"VARCHAR"}]}';

/**
 * Makes the converter of records to lines. A column with a SQL type of the user's choice gets the text of the value, whatever
 * that is: the load judges it.
 */
export function createLineConverter(
  columns: readonly StoredColumn[],
  rules: ValueRules,
): (row: RecordRow) => ExactLine {
  const asText = columns.map((column) => (nativeTypeOf(column) === undefined ? column : { ...column, type: "string" }));
  const types = asText.map(airbyteTypeOf);
  const convert = createRowConverter(asText, rules);
  return (row) => {
    const { values, changes, isChanged, originals } = convert(row);
    return {
      c: values.map((value, index) => cellText(types[index] ?? "string", value)),
      m: changes.map((change) => JSON.stringify(change)).join(","),
      w: isChanged,
      q: originals,
    };
  };
}

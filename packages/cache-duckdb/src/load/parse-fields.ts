import { foldName } from "@airdock/sql-cache";
import type { LoadColumn } from "./load-column.ts";
import { quoteText } from "./quote.ts";

/** How the fields of a record get out of its JSON text `d`. */
export interface FieldParser {
  /** SELECT items that parse the text once (and once more where names differ by case only). */
  readonly parses: readonly string[];
  /** SQL for the field of a column: text for scalars, JSON for JSON. */
  fieldOf(column: LoadColumn): string;
}

/**
 * Parses records with `from_json` into STRUCTs. One STRUCT cannot hold names that differ by case only, so that such fields go to
 * further ones; and a field may have an empty name, so that they are taken by position. DuckDB reads no name with half a
 * surrogate pair: records that have such fields are marked, so that none of them is here.
 */
export function parseFields(columns: readonly LoadColumn[]): FieldParser {
  const groups: Map<string, LoadColumn>[] = [];
  const places = new Map<LoadColumn, string>();
  for (const column of columns.filter(({ isExtra }) => !isExtra)) {
    if (!column.field.isWellFormed()) {
      places.set(column, "NULL::VARCHAR");
      continue;
    }
    const name = foldName(column.field);
    let index = groups.findIndex((group) => !group.has(name));
    if (index < 0) index = groups.push(new Map()) - 1;
    const group = groups[index];
    group?.set(name, column);
    places.set(column, `struct_extract_at(g${index}, ${group?.size})`);
  }
  const extra = columns.some(({ isExtra }) => isExtra) ? [`${extraFields(columns)} AS x`] : [];
  return {
    parses: [...groups.map((group, index) => `from_json(d, ${structure([...group.values()])}) AS g${index}`), ...extra],
    fieldOf: (column) => places.get(column) ?? "x",
  };
}

function structure(columns: readonly LoadColumn[]): string {
  const fields = columns.map(
    (column) => `${JSON.stringify(column.field)}:"${isParsedAsJson(column) ? "JSON" : "VARCHAR"}"`,
  );
  return quoteText(`{${fields.join(",")}}`);
}

/** A key that is kept as text has to be told from the text it may look like. */
function isParsedAsJson({ type, keyType }: LoadColumn): boolean {
  return type === "json" || keyType !== undefined;
}

/** What is left of a record without the fields that have a column; NULL when that is nothing. */
function extraFields(columns: readonly LoadColumn[]): string {
  const known = columns
    .filter(({ field, isExtra }) => !isExtra && field.isWellFormed())
    .map(({ field }) => `${JSON.stringify(field)}:null`);
  return `nullif(CAST(json_merge_patch(CAST(d AS JSON), ${quoteText(`{${known.join(",")}}`)}) AS VARCHAR), '{}')::JSON`;
}

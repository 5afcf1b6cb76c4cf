import { type AirbyteType, airbyteTypeOf, readValue } from "@airdock/sql-cache/value";
import type { ResultColumn, ResultRow } from "../session/sqlite-statement.ts";

/** Makes rows of an answer's values: objects by column name. */
export function createRowReader<Row>(columns: readonly ResultColumn[]): (values: ResultRow) => Row {
  const types = columns.map(columnValueType);
  return (values) => {
    const row: Record<string, unknown> = {};
    for (const [index, { name }] of columns.entries()) row[name] = readTypedValue(types[index], values[index]);
    return row as Row;
  };
}

/** The Airbyte type of a column of a stream; undefined: its values are what SQLite holds. */
export function columnValueType({ stored }: ResultColumn): AirbyteType | undefined {
  return stored === undefined ? undefined : airbyteTypeOf({ type: stored });
}

/** Booleans and JSON as such. Everything else is what it is: SQLite keeps what it was given, also in a column of another type. */
export function readTypedValue(type: AirbyteType | undefined, value: unknown): unknown {
  if (type === "boolean" && (value === 0 || value === 1)) return value === 1;
  if (type === "json" && typeof value === "string") return readJson(value);
  return value;
}

/** A row of the user's own may hold what is no JSON. */
function readJson(text: string): unknown {
  try {
    return readValue("json", text);
  } catch {
    return text;
  }
}

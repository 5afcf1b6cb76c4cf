import type { AirbyteType, ColumnValue } from "@airdock/sql-cache";

/** A converted value as text that DuckDB casts to the column's type. */
export function cellText(type: AirbyteType, value: ColumnValue): string | null {
  if (value === null) return null;
  // DuckDB does not know Z in a time.
  return type === "time_with_timezone" ? String(value).replace(/Z$/, "+00") : String(value);
}

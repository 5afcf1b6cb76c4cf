import type { AirbyteType } from "@airdock/sql-cache";

/** The column types of SQLite, one for each Airbyte type. */
export function sqliteColumnType(type: AirbyteType): string {
  return columnTypes[type];
}

const columnTypes: Readonly<Record<AirbyteType, string>> = {
  string: "TEXT",
  integer: "INTEGER",
  number: "REAL",
  boolean: "INTEGER",
  date: "TEXT",
  timestamp_with_timezone: "TEXT",
  timestamp_without_timezone: "TEXT",
  time_with_timezone: "TEXT",
  time_without_timezone: "TEXT",
  json: "TEXT",
};

import type { AirbyteType } from "@airdock/sql-cache";

/** The column types of DuckDB, one for each Airbyte type. */
export function duckdbColumnType(type: AirbyteType): string {
  return columnTypes[type];
}

const columnTypes: Readonly<Record<AirbyteType, string>> = {
  string: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp_with_timezone: "TIMESTAMPTZ",
  timestamp_without_timezone: "TIMESTAMP",
  time_with_timezone: "TIMETZ",
  time_without_timezone: "TIME",
  json: "JSON",
};

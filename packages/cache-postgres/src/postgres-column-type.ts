import type { AirbyteType } from "@airdock/sql-cache";

/** The column types of PostgreSQL, one for each Airbyte type. */
export function postgresColumnType(type: AirbyteType): string {
  return columnTypes[type];
}

const columnTypes: Readonly<Record<AirbyteType, string>> = {
  string: "text",
  integer: "bigint",
  number: "numeric",
  boolean: "boolean",
  date: "date",
  timestamp_with_timezone: "timestamptz",
  timestamp_without_timezone: "timestamp",
  time_with_timezone: "timetz",
  time_without_timezone: "time",
  json: "jsonb",
};

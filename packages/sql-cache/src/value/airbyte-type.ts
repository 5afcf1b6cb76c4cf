/** The types of the table contract: what Airbyte's JSON schema types come down to. Nested values and unions are `json`. */
export const airbyteTypes = [
  "string",
  "integer",
  "number",
  "boolean",
  "date",
  "timestamp_with_timezone",
  "timestamp_without_timezone",
  "time_with_timezone",
  "time_without_timezone",
  "json",
] as const;

/** One of `airbyteTypes`. */
export type AirbyteType = (typeof airbyteTypes)[number];

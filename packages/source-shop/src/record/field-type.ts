/** The JSON Schemas of the field types the shop uses, as Airbyte writes them. */
export const fieldType = {
  string: { type: "string" },
  integer: { type: "integer" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  date: { type: "string", format: "date" },
  time: { type: "string", format: "time", airbyte_type: "time_without_timezone" },
  timestamp: { type: "string", format: "date-time", airbyte_type: "timestamp_with_timezone" },
  localTimestamp: { type: "string", format: "date-time", airbyte_type: "timestamp_without_timezone" },
  strings: { type: "array", items: { type: "string" } },
} as const;

/** The same field, which may also be null. */
export function nullable(field: { type: string }): object {
  return { ...field, type: ["null", field.type] };
}

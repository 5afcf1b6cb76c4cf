import type { JsonObject, JsonValue } from "@airdock/core";

/** The types of Airbyte's protocol, as a stream's JSON schema gives them to a property. */
export type AirbyteType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "date"
  | "timestamp_with_timezone"
  | "timestamp_without_timezone"
  | "time_with_timezone"
  | "time_without_timezone"
  | "object"
  | "array"
  /** Several types: `oneOf`, `anyOf`, a list of types. */
  | "union"
  /** No type at all: `{}`, `true`, a reference, `type: []`. */
  | "unknown";

/**
 * The Airbyte type of a property's JSON schema. `["null", X]` is X; what names no single type is `union` or `unknown`,
 * which caches keep as JSON. Source: docs.airbyte.com/understanding-airbyte/supported-data-types.
 */
export function airbyteType(schema: JsonValue | undefined): AirbyteType {
  if (!isObject(schema)) return "unknown";
  if ("oneOf" in schema || "anyOf" in schema) return "union";
  const known = typeof schema["$ref"] === "string" ? wellKnownTypes[schema["$ref"]] : undefined;
  if (known !== undefined) return known;
  const listed = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]];
  const types = new Set(listed.filter((type: JsonValue | undefined) => typeof type === "string" && type !== "null"));
  if (types.size > 1) return "union";
  const [type] = types;
  return typeof type === "string" ? singleType(type, schema) : "unknown";
}

/** True for the types that caches keep as JSON text. */
export function isJsonType(type: AirbyteType): boolean {
  return type === "object" || type === "array" || type === "union" || type === "unknown";
}

function singleType(type: string, schema: JsonObject): AirbyteType {
  const format = schema["format"];
  const hint = typeof schema["airbyte_type"] === "string" ? schema["airbyte_type"] : "";
  switch (type) {
    case "string":
      if (format === "date") return "date";
      if (format === "date-time") return hint.includes("without") ? "timestamp_without_timezone" : "timestamp_with_timezone";
      if (format === "time") return hint.includes("without") ? "time_without_timezone" : "time_with_timezone";
      return "string";
    case "number":
      return hint === "integer" ? "integer" : "number";
    case "integer":
    case "boolean":
    case "object":
    case "array":
      return type;
    default:
      return "unknown";
  }
}

/** The references of Airbyte's protocol v1, which sources may still send (`well_known_types.yaml`). */
const wellKnownTypes: Readonly<Record<string, AirbyteType>> = Object.fromEntries(
  Object.entries({
    String: "string",
    BinaryData: "string",
    Date: "date",
    TimestampWithTimezone: "timestamp_with_timezone",
    TimestampWithoutTimezone: "timestamp_without_timezone",
    TimeWithTimezone: "time_with_timezone",
    TimeWithoutTimezone: "time_without_timezone",
    Number: "number",
    Integer: "integer",
    Boolean: "boolean",
  } satisfies Record<string, AirbyteType>).map(([name, type]) => [`WellKnownTypes.json#/definitions/${name}`, type]),
);

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

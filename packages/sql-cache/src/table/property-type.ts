import type { JsonObject, JsonValue } from "@airdock/core";
import type { AirbyteType } from "../value/airbyte-type.ts";

/**
 * The type of a property, from its JSON schema. `["null", X]` is X; objects, arrays, and what names no single type (`oneOf`,
 * `anyOf`, a list of types, `{}`, `true`, a reference) are JSON. Source: docs.airbyte.com, "Data types".
 */
export function propertyType(schema: JsonValue | undefined): AirbyteType {
  if (!isObject(schema) || "oneOf" in schema || "anyOf" in schema) return "json";
  const known = wellKnownTypes.get(schema["$ref"]);
  if (known !== undefined) return known;
  const listed: readonly JsonValue[] = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"] ?? null];
  const types = new Set(listed.filter((type) => type !== null && type !== "null"));
  const [type] = types;
  return types.size === 1 ? singleType(type, schema) : "json";
}

function singleType(type: JsonValue | undefined, schema: JsonObject): AirbyteType {
  const hint = schema["airbyte_type"];
  switch (type) {
    case "string":
      return stringType(schema["format"], typeof hint === "string" && hint.includes("without"));
    case "number":
      return hint === "integer" ? "integer" : "number";
    case "integer":
    case "boolean":
      return type;
    default:
      return "json";
  }
}

function stringType(format: JsonValue | undefined, withoutTimezone: boolean): AirbyteType {
  if (format === "date") return "date";
  if (format === "date-time") return withoutTimezone ? "timestamp_without_timezone" : "timestamp_with_timezone";
  if (format === "time") return withoutTimezone ? "time_without_timezone" : "time_with_timezone";
  return "string";
}

/** The references of Airbyte's protocol v1 (`well_known_types.yaml`), which sources may still send. */
const wellKnownTypes: ReadonlyMap<JsonValue | undefined, AirbyteType> = new Map(
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

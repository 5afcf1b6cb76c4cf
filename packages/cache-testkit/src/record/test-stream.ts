import type { FieldPath, JsonObject, JsonValue, StreamKey, StreamPlan } from "@airdock/core";

/** What a case says of a stream; everything but the name has a default. */
export interface TestStreamOptions extends Partial<
  Omit<StreamPlan, "stream" | "jsonSchema" | "primaryKey" | "cursor">
> {
  readonly namespace?: string;
  /** Types by property: a word of `propertySchemas`, or a JSON schema. Default: `id` integer and `name` string. */
  readonly properties?: Readonly<Record<string, PropertyType>>;
  /** Properties, or paths. Default: none. */
  readonly key?: readonly (string | FieldPath)[];
  readonly cursor?: string | FieldPath;
}

/** A type by its name in Airbyte, or a JSON schema of one's own. */
export type PropertyType = TypeName | JsonObject | true;

/** A type of Airbyte, or a kind of JSON. */
export type TypeName =
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
  | "union";

/** The JSON schema of each type, as sources write it. */
export const propertySchemas: Readonly<Record<TypeName, JsonObject>> = {
  string: { type: ["null", "string"] },
  integer: { type: ["null", "integer"] },
  number: { type: ["null", "number"] },
  boolean: { type: ["null", "boolean"] },
  date: { type: ["null", "string"], format: "date" },
  timestamp_with_timezone: { type: ["null", "string"], format: "date-time", airbyte_type: "timestamp_with_timezone" },
  timestamp_without_timezone: {
    type: ["null", "string"],
    format: "date-time",
    airbyte_type: "timestamp_without_timezone",
  },
  time_with_timezone: { type: ["null", "string"], format: "time", airbyte_type: "time_with_timezone" },
  time_without_timezone: { type: ["null", "string"], format: "time", airbyte_type: "time_without_timezone" },
  object: { type: ["null", "object"] },
  array: { type: ["null", "array"] },
  union: { oneOf: [{ type: "string" }, { type: "integer" }] },
};

/** A stream as the pipeline plans it: appended, unless it is said otherwise. */
export function defineStream(name: string, options: TestStreamOptions = {}): StreamPlan {
  const { namespace, properties = { id: "integer", name: "string" }, key = [], cursor, ...rest } = options;
  return {
    stream: streamKey(name, namespace),
    jsonSchema: { type: "object", properties: mapValues(properties, schemaOf) },
    mode: key.length > 0 ? "merge" : "append",
    primaryKey: key.map(pathOf),
    cursor: cursor === undefined ? undefined : pathOf(cursor),
    columns: {},
    undeclared: "add",
    onTypeChange: "widen",
    deletes: "hard",
    ...rest,
  };
}

function streamKey(name: string, namespace: string | undefined): StreamKey {
  return namespace === undefined ? { name } : { name, namespace };
}

function schemaOf(type: PropertyType): JsonValue {
  return typeof type === "string" ? propertySchemas[type] : type;
}

function pathOf(field: string | FieldPath): FieldPath {
  return typeof field === "string" ? [field] : field;
}

function mapValues<In, Out>(object: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

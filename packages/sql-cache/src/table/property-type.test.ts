import { expect, test } from "vitest";
import type { JsonValue } from "@airdock/core";
import type { AirbyteType } from "../value/airbyte-type.ts";
import { propertyType } from "./property-type.ts";

const string = (format: string, airbyteTypeHint?: string): JsonValue => ({
  type: ["null", "string"],
  format,
  ...(airbyteTypeHint === undefined ? {} : { airbyte_type: airbyteTypeHint }),
});

const cases: readonly [JsonValue, AirbyteType][] = [
  [{ type: "string" }, "string"],
  [{ type: ["null", "string"] }, "string"],
  [{ type: ["string", "null"], format: "email" }, "string"],
  [{ type: "string", contentEncoding: "base64" }, "string"],
  [{ type: "integer" }, "integer"],
  [{ type: ["integer", "integer"] }, "integer"],
  [{ type: "number" }, "number"],
  [{ type: "number", airbyte_type: "integer" }, "integer"],
  [{ type: ["null", "boolean"] }, "boolean"],
  [{ type: "object", properties: {} }, "json"],
  [{ type: ["null", "json"], items: {} }, "json"],
  [string("date"), "date"],
  [string("date-time"), "timestamp_with_timezone"],
  [string("date-time", "timestamp_with_timezone"), "timestamp_with_timezone"],
  [string("date-time", "timestamp_without_timezone"), "timestamp_without_timezone"],
  [string("time"), "time_with_timezone"],
  [string("time", "time_with_timezone"), "time_with_timezone"],
  [string("time", "time_without_timezone"), "time_without_timezone"],
  [{ type: ["string", "integer"] }, "json"],
  [{ oneOf: [{ type: "string" }, { type: "null" }] }, "json"],
  [{ type: "string", anyOf: [{ format: "date" }] }, "json"],
  [{}, "json"],
  [true, "json"],
  [{ description: "no type" }, "json"],
  [{ type: [] }, "json"],
  [{ type: "null" }, "json"],
  [{ type: ["null"] }, "json"],
  [{ type: "file" }, "json"],
  [{ enum: ["a", 1] }, "json"],
  [{ $ref: "#/definitions/thing" }, "json"],
  [{ $ref: "WellKnownTypes.json#/definitions/Integer" }, "integer"],
  [{ $ref: "WellKnownTypes.json#/definitions/TimeWithoutTimezone" }, "time_without_timezone"],
  [{ $ref: "toString" }, "json"],
];

test.each(cases)("%j is %s", (schema, type) => {
  expect(propertyType(schema)).toBe(type);
});

test("a property without a schema is JSON", () => {
  expect(propertyType(undefined)).toBe("json");
});

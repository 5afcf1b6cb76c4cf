import { isRawNumber } from "../protocol/exact-json.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";

/**
 * One form for all ways to write a value of a declared type, so that keys and cursors compare as what they are: times as
 * sortable text in UTC with microseconds, dates without a time, numbers as numbers. What does not fit its type stays.
 */
export function canonicalValue(value: JsonValue, schema: JsonValue | undefined): JsonValue | bigint {
  if (isRawNumber(value)) return /^-?\d+$/.test(value.rawJSON) ? BigInt(value.rawJSON) : Number(value.rawJSON);
  const { types, format, airbyteType } = readType(schema);
  if (typeof value !== "string") return value;
  if (types.has("integer") || types.has("number")) return readNumber(value);
  if (!types.has("string")) return value;
  if (format === "date") return value.slice(0, 10);
  return format === "date-time" ? readTime(value, airbyteType === "timestamp_without_timezone") : value;
}

function readNumber(text: string): JsonValue | bigint {
  if (/^-?\d{16,}$/.test(text)) return BigInt(text);
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isNaN(number) ? text : number;
}

const timeForm = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

function readTime(text: string, dropsZone: boolean): string {
  const [, date, time = "00:00:00", fraction = "", zone = "Z"] = timeForm.exec(text) ?? [];
  const instant = new Date(`${date}T${time}${dropsZone ? "Z" : zone}`);
  if (Number.isNaN(instant.getTime())) return text;
  return `${instant.toISOString().slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, "0")}`;
}

function readType(schema: JsonValue | undefined): {
  readonly types: ReadonlySet<unknown>;
  readonly format?: JsonValue | undefined;
  readonly airbyteType?: JsonValue | undefined;
} {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return { types: new Set() };
  const { type, format, airbyte_type: airbyteType } = schema as JsonObject;
  const types = new Set([type ?? []].flat());
  types.delete("null");
  return { types: types.size === 1 ? types : new Set(), format, airbyteType };
}

import type { RowValue } from "@airdock/core";
import { isRawNumber, parseExact } from "@airdock/core/protocol";
import type { AirbyteType } from "../value/airbyte-type.ts";

/** A value as a driver returned it, in the TypeScript type the table contract names for its column. */
export function readValue(type: AirbyteType, value: unknown): RowValue {
  return value === null || value === undefined ? null : readers[type](value);
}

const readers: Readonly<Record<AirbyteType, (value: unknown) => RowValue>> = {
  string: String,
  integer: readInteger,
  number: readNumber,
  boolean: (value) => value === true || value === 1 || value === 1n,
  date: String,
  timestamp_with_timezone: String,
  timestamp_without_timezone: String,
  time_with_timezone: String,
  time_without_timezone: String,
  json: (value) => readJson(typeof value === "string" ? parseExact(value) : value),
};

function readInteger(value: unknown): RowValue {
  if (typeof value === "number") return value;
  const integer = BigInt(String(value));
  return integer >= Number.MIN_SAFE_INTEGER && integer <= Number.MAX_SAFE_INTEGER ? Number(integer) : integer;
}

/** Numbers that come as text are exact: they stay text when a double would lose digits. */
function readNumber(value: unknown): RowValue {
  if (typeof value === "number") return value;
  const text = String(value);
  return isRawNumber(parseExact(text)) ? text : Number(text);
}

/** Integers beyond a double become bigints, other numbers beyond it their exact text. */
function readJson(value: unknown): RowValue {
  if (typeof value !== "object" || value === null) return value as RowValue;
  if (isRawNumber(value)) return /^-?\d+$/.test(value.rawJSON) ? BigInt(value.rawJSON) : value.rawJSON;
  if (Array.isArray(value)) return value.map(readJson);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, readJson(member)]));
}

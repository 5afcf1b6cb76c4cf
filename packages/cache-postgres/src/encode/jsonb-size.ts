import { isRawNumber, type JsonObject, type JsonValue, parseExact } from "@airdock/core";

/**
 * How many bytes a JSON text takes as a jsonb value: an entry of four bytes for the value and each of its parts, then the parts, of
 * which numbers and containers begin on borders of four. Source: PostgreSQL's `jsonb.h`.
 */
export function jsonbSize(text: string): number {
  const value = parseExact(text);
  // A lone value stands in an array of one.
  return isContainer(value) ? containerSize(value) : containerSize([value]);
}

type Container = readonly JsonValue[] | JsonObject;

function isContainer(value: JsonValue): value is Container {
  return typeof value === "object" && value !== null && !isRawNumber(value);
}

function containerSize(container: Container): number {
  const values: readonly JsonValue[] = Object.values(container);
  const names = Array.isArray(container) ? [] : Object.keys(container);
  let size = entrySize * (1 + names.length + values.length);
  for (const name of names) size += Buffer.byteLength(name);
  for (const value of values) size = addPart(size, value);
  return size;
}

const entrySize = 4;

function addPart(size: number, value: JsonValue): number {
  if (typeof value === "string") return size + Buffer.byteLength(value);
  if (value === null || typeof value === "boolean") return size;
  const aligned = Math.ceil(size / entrySize) * entrySize;
  return (
    aligned +
    (isContainer(value) ? containerSize(value) : numberSize(isRawNumber(value) ? value.rawJSON : String(value)))
  );
}

/** A length, a header, and two bytes for each group of four digits. */
function numberSize(text: string): number {
  const [, whole = "", fraction = "", exponent = "0"] = /^-?(\d+)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/0+$/, "");
  const first = digits.search(/[1-9]/);
  if (first < 0) return 6;
  const point = whole.length - first + Number(exponent);
  const significant = digits.length - first;
  const before = Math.ceil(point / 4);
  const after = Math.ceil((significant - point) / 4);
  const isLong = fraction.length - Number(exponent) > 63 || Math.abs(before) > 62;
  return (isLong ? 8 : 6) + 2 * (before + after);
}

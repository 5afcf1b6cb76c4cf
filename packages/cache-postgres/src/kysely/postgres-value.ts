import { types } from "pg";

/** Reads the text the server sends for a value. */
export type ReadValue = (text: string) => unknown;

/**
 * How a value of a PostgreSQL type is read, so that nothing is lost: `bigint` is a number where that is exact, else a bigint;
 * `numeric` a number where that keeps all digits, else text; dates and times are ISO text with microseconds, in UTC where they
 * have a zone; `json` and `jsonb` the parsed value (its numbers are doubles); arrays are arrays; everything else its text.
 */
export function readPostgresValue(type: number): ReadValue {
  return readers.get(type) ?? readText;
}

/** The types of a query, in the shape of the driver. */
export const postgresTypes: { readonly getTypeParser: (type: number, format?: string) => ReadValue } = {
  getTypeParser: (type, format) =>
    format === "binary" ? types.getTypeParser(type, "binary") : readPostgresValue(type),
};

function readText(text: string): string {
  return text;
}

function readInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** `1.50` is 1.5 for a number; digits that a double does not keep stay as they are. */
function readNumeric(text: string): number | string {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  return plainDigits(text) === plainDigits(writeOut(number)) ? number : text;
}

function plainDigits(text: string): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)0*(\d*)\.?(\d*?)0*$/.exec(text) ?? [];
  return `${whole === "" && fraction === "" ? "" : sign}${whole}.${fraction}`;
}

/** A double without an exponent. */
function writeOut(number: number): string {
  const [mantissa = "", exponent] = String(number).split("e");
  if (exponent === undefined) return mantissa;
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)\.?(\d*)$/.exec(mantissa) ?? [];
  const places = Number(exponent);
  if (places < 0) return `${sign}0.${"0".repeat(-places - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(places, "0")}`;
}

const momentShape = /^(\d+)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?([+-]\d\d(?::\d\d(?::\d\d)?)?)?( BC)?$/;

/** A timestamp as ISO text; one with a zone in UTC, whatever zone the session has. */
function readMoment(text: string): string {
  const match = momentShape.exec(text);
  if (match === null) return text;
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "", fraction = "", zone, before] = match;
  const written = before === undefined ? Number(year) : 1 - Number(year);
  const micros = fraction.padEnd(6, "0");
  const offset = zone === undefined ? 0 : offsetSeconds(zone);
  if (offset === 0) {
    return `${yearText(written)}-${month}-${day}T${hour}:${minute}:${second}.${micros}${zone === undefined ? "" : "Z"}`;
  }
  const date = new Date(0);
  date.setUTCFullYear(written, Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second) - offset);
  const rest = date
    .toISOString()
    .replace(/^[+-]?\d+/, "")
    .slice(0, -"000Z".length);
  return `${yearText(date.getUTCFullYear())}${rest}${micros}Z`;
}

function yearText(year: number): string {
  return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
}

function offsetSeconds(zone: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = zone.slice(1).split(":").map(Number);
  return (zone.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

/** A day; of those before year 1 the astronomical year, as in timestamps. */
function readDay(text: string): string {
  const [, year, rest] = /^(\d+)(-\d\d-\d\d) BC$/.exec(text) ?? [];
  return year === undefined ? text : `${yearText(1 - Number(year))}${rest}`;
}

function readClock(text: string): string {
  const [, clock = text, fraction = "", zone = ""] = /^(\d\d:\d\d:\d\d)(?:\.(\d+))?([+-].*)?$/.exec(text) ?? [];
  const offset = zone === "+00" ? "Z" : zone.length === 3 ? `${zone}:00` : zone;
  return `${clock}.${fraction.padEnd(6, "0")}${offset}`;
}

const driverReader = (type: number): ReadValue => types.getTypeParser(type);
const { BOOL, INT2, INT4, INT8, OID, FLOAT4, FLOAT8, NUMERIC, JSON: json, JSONB, BYTEA } = types.builtins;
const { DATE, TIMESTAMP, TIMESTAMPTZ, TIME, TIMETZ } = types.builtins;

/** Arrays of booleans, integers, doubles and texts, which have no names among the driver's types. */
const plainArrays = [1000, 1005, 1007, 1021, 1022, 1009, 1015, 2951];

const readers: ReadonlyMap<number, ReadValue> = new Map<number, ReadValue>([
  ...[BOOL, INT2, INT4, OID, FLOAT4, FLOAT8, json, JSONB, BYTEA, ...plainArrays].map(
    (type) => [type, driverReader(type)] as const,
  ),
  [INT8, readInteger],
  [NUMERIC, readNumeric],
  [DATE, readDay],
  [TIMESTAMP, readMoment],
  [TIMESTAMPTZ, readMoment],
  [TIME, readClock],
  [TIMETZ, readClock],
]);

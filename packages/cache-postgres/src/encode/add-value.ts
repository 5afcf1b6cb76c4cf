import type { AirbyteType, ColumnValue } from "@airdock/sql-cache";
import { addNumeric } from "./add-numeric.ts";
import { daysSinceEpoch } from "./days-since-epoch.ts";
import type { TupleBuffer } from "./tuple-buffer.ts";

/** Adds a value that the reference conversion has made for a column of a type. */
export function addValue(out: TupleBuffer, type: AirbyteType, value: ColumnValue): void {
  if (value === null) out.addNull();
  else adders[type](out, value);
}

/** The format of jsonb: its version, then text. */
export const jsonbVersion = 1;

const adders: Readonly<Record<AirbyteType, (out: TupleBuffer, value: Exclude<ColumnValue, null>) => void>> = {
  string: (out, value) => out.addText(String(value)),
  integer: (out, value) => {
    out.reserve(12);
    out.addInt32(8);
    out.addBigInt64(BigInt(value));
  },
  number: (out, value) => addNumeric(out, String(value)),
  boolean: (out, value) => {
    out.reserve(5);
    out.addInt32(1);
    out.bytes[out.length++] = value === true ? 1 : 0;
  },
  date: (out, value) => {
    out.reserve(8);
    out.addInt32(4);
    out.addInt32(daysOf(String(value)));
  },
  timestamp_with_timezone: addMoment,
  timestamp_without_timezone: addMoment,
  time_with_timezone: (out, value) => {
    const text = String(value);
    out.reserve(16);
    out.addInt32(12);
    out.addInt64(microsOf(text));
    out.addInt32(-offsetOf(text.slice(clockLength)));
  },
  time_without_timezone: (out, value) => {
    out.reserve(12);
    out.addInt32(8);
    out.addInt64(microsOf(String(value)));
  },
  json: (out, value) => {
    const text = String(value);
    out.reserve(5 + text.length * 3);
    const begun = out.openField();
    out.bytes[out.length++] = jsonbVersion;
    out.closeField(begun, out.bytes.write(text, out.length));
  },
};

const clockLength = "00:00:00.000000".length;

/** Beyond the year 2255 microseconds are more than a double keeps. */
function addMoment(out: TupleBuffer, value: Exclude<ColumnValue, null>): void {
  const [day = "", clock = ""] = String(value).split("T");
  out.reserve(12);
  out.addInt32(8);
  out.addBigInt64(BigInt(daysOf(day)) * 86_400_000_000n + BigInt(microsOf(clock)));
}

function daysOf(text: string): number {
  const [year, month, day] = text.split("-").map(Number);
  return daysSinceEpoch(year ?? 0, month ?? 0, day ?? 0) ?? 0;
}

/** Of `HH:MM:SS.ffffff`, whatever follows. */
function microsOf(text: string): number {
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  return ((part(0, 2) * 60 + part(3, 5)) * 60 + part(6, 8)) * 1_000_000 + part(9, clockLength);
}

/** Seconds east of UTC, of `Z`, `+05:30` or `-04:56:02`. */
function offsetOf(text: string): number {
  if (text === "Z" || text === "") return 0;
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(":").map(Number);
  return (text.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

import type { AirbyteType } from "@airdock/sql-cache";
import { jsonbVersion } from "./add-value.ts";
import { findZone, readClock, readDays, readDigits, readZone } from "./read-digits.ts";
import type { TupleBuffer } from "./tuple-buffer.ts";

/**
 * Adds a JSON value, the bytes [start, end) of a record without marks, where it has the usual form of its column's type; false: it
 * has not, and nothing was added. Whatever is added here is what the reference conversion would have made of it.
 */
export function addUsual(out: TupleBuffer, type: AirbyteType, bytes: Uint8Array, start: number, end: number): boolean {
  return adders[type](out, bytes, start, end);
}

type AddUsual = (out: TupleBuffer, bytes: Uint8Array, start: number, end: number) => boolean;

const quote = 0x22;
const minus = 0x2d;
const point = 0x2e;
const letterT = 0x54;
const backslash = 0x5c;
const lowerF = 0x66;
const lowerT = 0x74;

/** So many digits make an integer that a double keeps. */
const mostDigits = 15;

const adders: Readonly<Record<AirbyteType, AddUsual>> = {
  string: addString,
  integer: addInteger,
  number: addDecimal,
  boolean: (out, bytes, start) => {
    const first = bytes[start];
    if (first !== lowerT && first !== lowerF) return false;
    out.reserve(5);
    out.addInt32(1);
    out.bytes[out.length++] = first === lowerT ? 1 : 0;
    return true;
  },
  date: (out, bytes, start, end) => {
    if (end - start !== 12 || bytes[start] !== quote) return false;
    const days = readDays(bytes, start + 1);
    if (Number.isNaN(days)) return false;
    out.reserve(8);
    out.addInt32(4);
    out.addInt32(days);
    return true;
  },
  timestamp_with_timezone: (out, bytes, start, end) => addMoment(out, bytes, start, end, true),
  timestamp_without_timezone: (out, bytes, start, end) => addMoment(out, bytes, start, end, false),
  time_with_timezone: addZonedTime,
  time_without_timezone: (out, bytes, start, end) => {
    if (bytes[start] !== quote) return false;
    const micros = readClock(bytes, start + 1, end - 1);
    if (Number.isNaN(micros)) return false;
    out.reserve(12);
    out.addInt32(8);
    out.addInt64(micros);
    return true;
  },
  // Without marks there is nothing in it that jsonb refuses.
  json: (out, bytes, start, end) => {
    out.reserve(5 + end - start);
    const begun = out.openField();
    out.bytes[out.length++] = jsonbVersion;
    out.closeField(begun, out.copy(bytes, start, end));
    return true;
  },
};

function addString(out: TupleBuffer, bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== quote) return false;
  for (let at = start + 1; at < end - 1; at += 1) if (bytes[at] === backslash) return false;
  out.addBytes(bytes, start + 1, end - 1);
  return true;
}

function addInteger(out: TupleBuffer, bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] === minus ? start + 1 : start;
  if (end - first > mostDigits) return false;
  const size = readDigits(bytes, first, end);
  if (Number.isNaN(size)) return false;
  out.reserve(12);
  out.addInt32(8);
  out.addInt64(first === start ? size : -size);
  return true;
}

/** Digits with a point and without an exponent. Zeros at the end of the fraction do not count. */
function addDecimal(out: TupleBuffer, bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] === minus ? start + 1 : start;
  if (end - first > mostDigits + 1) return false;
  let dot = first;
  while (dot < end && bytes[dot] !== point) dot += 1;
  if (dot === end && end - first > mostDigits) return false;
  let last = end;
  if (dot < end) while (bytes[last - 1] === 0x30) last -= 1;
  const places = Math.max(0, last - dot - 1);
  const whole = readDigits(bytes, first, dot);
  if (Number.isNaN(whole) || (places > 0 && Number.isNaN(readDigits(bytes, dot + 1, last)))) return false;
  out.reserve(4 + 8 + 2 * 12);
  const begun = out.openField();
  const header = out.length;
  out.length += 8;
  let groups = addWhole(out, whole);
  const weight = groups - 1;
  for (let at = dot + 1; at < last; at += 4) {
    const width = Math.min(4, last - at);
    out.addInt16(readDigits(bytes, at, at + width) * (powers[4 - width] ?? 1));
    groups += 1;
  }
  const isZero = whole === 0 && places === 0;
  const { length } = out;
  out.length = header;
  out.addInt16(groups);
  out.addInt16(isZero ? 0 : weight);
  out.addInt16(first > start && !isZero ? 0x4000 : 0);
  out.addInt16(places);
  out.length = length;
  out.closeField(begun, 0);
  return true;
}

const powers = [1, 10, 100, 1000];

/** The groups of four digits before the point; says how many. */
function addWhole(out: TupleBuffer, whole: number): number {
  if (whole === 0) return 0;
  const groups = whole < 1e4 ? 1 : whole < 1e8 ? 2 : whole < 1e12 ? 3 : 4;
  for (let divisor = 10 ** (4 * (groups - 1)); divisor >= 1; divisor /= 10_000) {
    out.addInt16(Math.floor(whole / divisor) % 10_000);
  }
  return groups;
}

/** `YYYY-MM-DDTHH:MM:SS`, with a fraction of up to six digits, with `Z`, `+HH:MM` or nothing. */
function addMoment(out: TupleBuffer, bytes: Uint8Array, start: number, end: number, isZoned: boolean): boolean {
  if (bytes[start] !== quote || bytes[start + 11] !== letterT) return false;
  const zone = findZone(bytes, end - 1);
  const days = readDays(bytes, start + 1);
  const micros = readClock(bytes, start + 12, zone);
  const offset = readZone(bytes, zone, end - 1);
  // Microseconds that a double keeps, and no other year by the zone.
  if (Number.isNaN(days + micros + offset) || days < -90_000 || days > 90_000) return false;
  out.reserve(12);
  out.addInt32(8);
  out.addInt64(days * 86_400_000_000 + micros - (isZoned ? offset * 1_000_000 : 0));
  return true;
}

function addZonedTime(out: TupleBuffer, bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== quote) return false;
  const zone = findZone(bytes, end - 1);
  const micros = readClock(bytes, start + 1, zone);
  const offset = readZone(bytes, zone, end - 1);
  if (Number.isNaN(micros + offset) || Math.abs(offset) >= 57_600) return false;
  out.reserve(16);
  out.addInt32(12);
  out.addInt64(micros);
  out.addInt32(-offset);
  return true;
}

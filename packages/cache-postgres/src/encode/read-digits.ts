import { daysSinceEpoch } from "./days-since-epoch.ts";

const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const hyphen = 0x2d;
const point = 0x2e;
const plus = 0x2b;
const letterZ = 0x5a;

/** The number that the digits [start, end) write; NaN when anything else stands there, or nothing. */
export function readDigits(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end) return Number.NaN;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < zero || byte > nine) return Number.NaN;
    value = value * 10 + (byte - zero);
  }
  return value;
}

/** Days since 2000-01-01 of the ten bytes `YYYY-MM-DD`; NaN when they are no day of the years 1 to 9999. */
export function readDays(bytes: Uint8Array, at: number): number {
  if (bytes[at + 4] !== hyphen || bytes[at + 7] !== hyphen) return Number.NaN;
  const year = readDigits(bytes, at, at + 4);
  if (!(year > 0)) return Number.NaN;
  return daysSinceEpoch(year, readDigits(bytes, at + 5, at + 7), readDigits(bytes, at + 8, at + 10)) ?? Number.NaN;
}

/** Microseconds since midnight of [start, end), `HH:MM:SS` with a fraction of up to six digits or without; NaN for anything else. */
export function readClock(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start + 2] !== colon || bytes[start + 5] !== colon || end < start + 8) return Number.NaN;
  const hour = readDigits(bytes, start, start + 2);
  const minute = readDigits(bytes, start + 3, start + 5);
  const second = readDigits(bytes, start + 6, start + 8);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  const seconds = (hour * 60 + minute) * 60 + second;
  if (end === start + 8) return seconds * 1_000_000;
  const places = end - start - 9;
  if (bytes[start + 8] !== point || places > 6) return Number.NaN;
  return seconds * 1_000_000 + readDigits(bytes, start + 9, end) * (powersOfTen[6 - places] ?? 1);
}

const powersOfTen = [1, 10, 100, 1000, 10_000, 100_000];

/** Where the zone of a time begins that ends at `end`: `Z`, `+HH:MM` or `-HH:MM`, else `end` itself. */
export function findZone(bytes: Uint8Array, end: number): number {
  if (bytes[end - 1] === letterZ) return end - 1;
  const sign = bytes[end - 6];
  return bytes[end - 3] === colon && (sign === plus || sign === hyphen) ? end - 6 : end;
}

/** Seconds east of UTC of the zone that `findZone` found; NaN where it is none. */
export function readZone(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 6) return 0;
  const hours = readDigits(bytes, start + 1, start + 3);
  const minutes = readDigits(bytes, start + 4, end);
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (bytes[start] === hyphen ? -1 : 1) * (hours * 3600 + minutes * 60);
}

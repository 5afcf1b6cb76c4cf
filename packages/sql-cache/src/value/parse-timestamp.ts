import { type Clock, clockOf, clockShape, pad } from "./parse-clock.ts";

/** A day of the calendar, and the time with it if one is written. */
export interface Timestamp {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock: Clock | undefined;
}

const shape = new RegExp(`^(\\d{4})-(\\d\\d)-(\\d\\d)(?:[Tt ]${clockShape})?$`);

/**
 * Reads a date or a timestamp as RFC 3339 writes it, and what Airbyte's destinations take besides: a space for the T, no
 * seconds, `+0530`, `+05`, `z`, no zone, no time at all. Years 1 to 9999, days that exist; undefined for everything else.
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const clock = match[4] === undefined ? undefined : clockOf(match.slice(4));
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  return match[4] !== undefined && clock === undefined ? undefined : { year, month, day, clock };
}

/** `YYYY-MM-DD`. */
export function dayText(date: Pick<Timestamp, "year" | "month" | "day">): string {
  return `${pad(date.year, 4)}-${pad(date.month)}-${pad(date.day)}`;
}

/** The same moment in UTC; without a zone it is taken to be that already. */
export function inUtc(timestamp: Timestamp): Timestamp {
  const { clock } = timestamp;
  if (clock?.offset === undefined || clock.offset === 0) return timestamp;
  const date = new Date(0);
  date.setUTCFullYear(timestamp.year, timestamp.month - 1, timestamp.day);
  date.setUTCHours(clock.hour, clock.minute, clock.second - clock.offset);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    clock: { ...clock, hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() },
  };
}

function daysOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

import { createDatetime, type PythonDatetime } from "./python-datetime.ts";
import { toDayNumber } from "./python-date.ts";
import { PythonError } from "./python-error.ts";
import { TimeZone, utc } from "./time-zone.ts";
import { Timedelta } from "./timedelta.ts";

const calendar = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?(?!\d)|(\d{2})(\d{2})(?!\d))?/;
const week = /^(\d{4})(-?)W(\d{2})(?:\2(\d))?/;
const ordinal = /^(\d{4})-?(\d{3})(?!\d)/;
const clock = /^(\d{2})(?:(:?)(\d{2})(?:\2(\d{2})(?:[.,](\d+))?)?)?(Z|z|[-+]\d{2}(?::?\d{2})?)?$/;

/** Reads an ISO 8601 date or datetime (dateutil's `isoparse`), any single character between date and time; naive where it names no zone. */
export function parseIsoDate(text: string): PythonDatetime {
  const { dayNumber, length } = readDay(text);
  const midnight = dayNumber * 86_400;
  const date = new Date(midnight * 1000);
  const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  if (text.length === length) return createDatetime(day, null);
  if (length < 8) throw new PythonError("ValueError", "String contains unknown ISO components");
  const match = clock.exec(text.slice(length + 1));
  if (match === null) throw new PythonError("ValueError", "Isoparser failed to parse time");
  const [, hourText, separator, minute = "0", second = "0", fraction = "", offset] = match;
  if (separator === "" && offset === undefined && /[^\d.,]/.test(text.slice(length + 1)))
    throw new PythonError("ValueError", "Unused components in ISO string");
  const hour = Number(hourText);
  const microsecond = Number(fraction.slice(0, 6).padEnd(6, "0"));
  const endOfDay = hour === 24;
  if (endOfDay && (Number(minute) !== 0 || Number(second) !== 0 || microsecond !== 0))
    throw new PythonError("ValueError", "Hour may only be 24 at 24:00:00.000");
  const fields = { ...day, hour: endOfDay ? 0 : hour, minute: Number(minute), second: Number(second), microsecond };
  const parsed = createDatetime(fields, readOffset(offset));
  return endOfDay ? parsed.add(new Timedelta(86_400)) : parsed;
}

function readDay(text: string): { dayNumber: number; length: number } {
  const byWeek = week.exec(text);
  if (byWeek !== null) {
    const [all, year, , number, weekday = "1"] = byWeek;
    const fourth = toDayNumber(Number(year), 1, 4);
    if (!(Number(number) >= 1 && Number(number) <= 53))
      throw new PythonError("ValueError", `Invalid week: ${Number(number)}`);
    if (!(Number(weekday) >= 1 && Number(weekday) <= 7))
      throw new PythonError("ValueError", `Invalid weekday: ${weekday}`);
    const monday = fourth - ((((fourth + 3) % 7) + 7) % 7);
    return { dayNumber: monday + (Number(number) - 1) * 7 + Number(weekday) - 1, length: all.length };
  }
  const byOrdinal = ordinal.exec(text);
  if (byOrdinal !== null) {
    const [all, year, day] = byOrdinal;
    const first = toDayNumber(Number(year), 1, 1);
    const length = toDayNumber(Number(year), 12, 31) - first + 1;
    if (Number(day) < 1 || Number(day) > length)
      throw new PythonError("ValueError", `Invalid ordinal day ${Number(day)} for year ${Number(year)}`);
    return { dayNumber: first + Number(day) - 1, length: all.length };
  }
  const match = calendar.exec(text);
  if (match === null) throw new PythonError("ValueError", "ISO string too short");
  const [all, year, month, day, compactMonth, compactDay] = match;
  return {
    dayNumber: toDayNumber(Number(year), Number(month ?? compactMonth ?? 1), Number(day ?? compactDay ?? 1)),
    length: all.length,
  };
}

function readOffset(text: string | undefined): TimeZone | null {
  if (text === undefined) return null;
  if (text === "Z" || text === "z") return utc;
  const digits = text.slice(1).replace(":", "");
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2) || 0)];
  if (minutes > 59) throw new PythonError("ValueError", "Invalid minutes in time zone offset");
  if (hours > 23) throw new PythonError("ValueError", "Invalid hours in time zone offset");
  const seconds = hours * 3600 + minutes * 60;
  return seconds === 0 ? utc : new TimeZone(text.startsWith("-") ? -seconds : seconds);
}

import { CalendarDuration } from "./calendar-duration.ts";
import { PythonError } from "./python-error.ts";
import { Timedelta } from "./timedelta.ts";

const period =
  /^([+-])?P(?!\b)([0-9]+(?:[,.][0-9]+)?Y)?([0-9]+(?:[,.][0-9]+)?M)?([0-9]+(?:[,.][0-9]+)?W)?([0-9]+(?:[,.][0-9]+)?D)?(?:T([0-9]+(?:[,.][0-9]+)?H)?([0-9]+(?:[,.][0-9]+)?M)?([0-9]+(?:[,.][0-9]+)?S)?)?\n?$/;

/** Reads an ISO 8601 duration such as `P1DT2H` (isodate's `parse_duration`): with years or months it depends on the calendar. */
export function parseDuration(text: string): Timedelta | CalendarDuration {
  const match = period.exec(text);
  if (match === null) throw new PythonError("ISO8601Error", `Unable to parse duration string '${text}'`);
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map(readAmount);
  const rest = new Timedelta(0).add(createTimedelta({ weeks, days, hours, minutes, seconds }));
  const duration = years === 0 && months === 0 ? rest : new CalendarDuration(years, months, rest);
  return match[1] === "-" ? duration.negate() : duration;
}

/** A timedelta of possibly fractional parts, rounded to the microsecond. */
export function createTimedelta(parts: {
  weeks?: number;
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}): Timedelta {
  const { weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = parts;
  const total = [weeks * 604_800, days * 86_400, hours * 3600, minutes * 60, seconds];
  let whole = 0;
  let microseconds = 0;
  for (const part of total) {
    whole += Math.trunc(part);
    microseconds += (part - Math.trunc(part)) * 1e6;
  }
  return new Timedelta(whole, Math.round(microseconds));
}

function readAmount(text: string | undefined): number {
  return text === undefined ? 0 : Number(text.slice(0, -1).replace(",", "."));
}

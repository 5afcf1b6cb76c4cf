import { createDatetime, type PythonDatetime } from "./python-datetime.ts";
import { compileDateFormat, findDateName } from "./compile-date-format.ts";
import { toDayNumber } from "./python-date.ts";
import { PythonError } from "./python-error.ts";
import { representText } from "./represent-text.ts";
import { TimeZone } from "./time-zone.ts";

type Fields = Record<string, string | undefined>;

/** Python's `datetime.strptime`: naive unless the format has `%z`. Raises a ValueError when text and format do not match. */
export function parseDate(text: string, format: string): PythonDatetime {
  const compiled = compileDateFormat(format);
  compiled.pattern.lastIndex = 0;
  const match = compiled.pattern.exec(text);
  if (match === null)
    throw new PythonError(
      "ValueError",
      `time data ${representText(text)} does not match format ${representText(format)}`,
    );
  if (match[0].length !== text.length)
    throw new PythonError("ValueError", `unconverted data remains: ${text.slice(match[0].length)}`);
  const fields: Fields = {};
  for (const [index, code] of compiled.codes.entries()) fields[code] = match[index + 1];
  return createDatetime({ ...calendarOf(fields), ...clockOf(fields) }, zoneOf(fields));
}

function clockOf(fields: Fields): { hour: number; minute: number; second: number; microsecond: number } {
  return {
    hour: hourOf(fields),
    minute: Number(fields["M"] ?? 0),
    second: Number(fields["S"] ?? 0),
    microsecond: Number((fields["f"] ?? "0").padEnd(6, "0")),
  };
}

function hourOf(fields: Fields): number {
  if (fields["H"] !== undefined) return Number(fields["H"]);
  if (fields["I"] === undefined) return 0;
  return (Number(fields["I"]) % 12) + (fields["p"]?.toLowerCase() === "pm" ? 12 : 0);
}

function calendarOf(fields: Fields): { year: number; month: number; day: number } {
  const shortYear = fields["y"] === undefined ? undefined : Number(fields["y"]);
  const year =
    fields["Y"] === undefined
      ? shortYear === undefined
        ? undefined
        : shortYear + (shortYear < 69 ? 2000 : 1900)
      : Number(fields["Y"]);
  const month = monthOf(fields);
  const day = Number(fields["d"] ?? 1);
  const dayNumber = dayNumberOf(fields, year);
  if (dayNumber === undefined) return { year: year ?? 1900, month, day };
  const date = new Date(dayNumber * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function monthOf(fields: Fields): number {
  if (fields["m"] !== undefined) return Number(fields["m"]);
  if (fields["B"] !== undefined) return findDateName("B", fields["B"]) + 1;
  return fields["b"] === undefined ? 1 : findDateName("b", fields["b"]) + 1;
}

/** The day where it is given as a day of the year or as a week and a weekday. */
function dayNumberOf(fields: Fields, year: number | undefined): number | undefined {
  if (fields["j"] !== undefined) return toDayNumber(year ?? 1900, 1, 1) + Number(fields["j"]) - 1;
  const weekday = weekdayOf(fields);
  if (fields["G"] !== undefined) {
    if (fields["V"] === undefined || weekday === undefined)
      throw new PythonError(
        "ValueError",
        "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive",
      );
    return isoWeekStart(Number(fields["G"])) + (Number(fields["V"]) - 1) * 7 + weekday;
  }
  const week = fields["U"] ?? fields["W"];
  if (week === undefined || weekday === undefined || year === undefined) return undefined;
  const first = toDayNumber(year, 1, 1);
  const startsSunday = fields["U"] !== undefined;
  const shift = startsSunday ? 1 : 0;
  const firstWeekday = (((first + 3 + shift) % 7) + 7) % 7;
  const weekOfFirst = first - firstWeekday;
  return weekOfFirst + (firstWeekday === 0 ? Number(week) - 1 : Number(week)) * 7 + ((weekday + shift) % 7);
}

/** Monday is 0. */
function weekdayOf(fields: Fields): number | undefined {
  if (fields["A"] !== undefined) return findDateName("A", fields["A"]);
  if (fields["a"] !== undefined) return findDateName("a", fields["a"]);
  if (fields["w"] !== undefined) return (Number(fields["w"]) + 6) % 7;
  return fields["u"] === undefined ? undefined : Number(fields["u"]) - 1;
}

function isoWeekStart(year: number): number {
  const fourth = toDayNumber(year, 1, 4);
  return fourth - ((((fourth + 3) % 7) + 7) % 7);
}

function zoneOf(fields: Fields): TimeZone | null {
  const text = fields["z"];
  if (text === undefined) return null;
  if (text.toLowerCase() === "z") return new TimeZone(0);
  const digits = text.slice(1).replaceAll(":", "").replace(/\..*$/, "");
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6) || 0);
  return new TimeZone(text.startsWith("-") && seconds !== 0 ? -seconds : seconds);
}

import { type PythonDate, toDayNumber } from "./python-date.ts";
import { PythonDatetime } from "./python-datetime.ts";
import { Timedelta } from "./timedelta.ts";
import { formatOffset } from "./time-zone.ts";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const directive = /%([_\-0^#]*)(\d*)([:EO]?[a-zA-Z%+])/g;
const composed: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  T: "%H:%M:%S",
  R: "%H:%M",
  r: "%I:%M:%S %p",
};

interface Part {
  readonly value: string | number;
  readonly width: number;
  readonly fill: string;
}

/** Python's `strftime` on Linux in the C locale, glibc's `%-d`, `%e`, `%s` included; unknown directives stay as they are. */
export function formatDate(date: PythonDate, format: string): string {
  return format.replace(directive, (match, flags: string, width: string, code: string) => {
    if (flags === "" && width === "") {
      if (code === "f") return String(microsecondOf(date)).padStart(6, "0");
      if (code === "z")
        return date instanceof PythonDatetime && date.zone !== null ? formatOffset(date.zone.offset, "") : "";
      if (code === "Z") return date instanceof PythonDatetime ? (date.zone?.zoneName ?? "") : "";
    }
    const expansion = composed[code];
    const part =
      expansion === undefined ? partOf(date, code) : { value: formatDate(date, expansion), width: 0, fill: " " };
    return part === undefined ? match : printPart(part, flags, width);
  });
}

function printPart(part: Part, flags: string, width: string): string {
  const last = flags.replaceAll(/[\^#]/g, "").at(-1);
  const fill = last === "_" ? " " : last === "0" ? "0" : part.fill;
  const size = width === "" ? (last === "-" ? 0 : part.width) : Number(width);
  const text = String(part.value).padStart(size, fill);
  return flags.includes("^") ? text.toUpperCase() : text;
}

function partOf(date: PythonDate, code: string): Part | undefined {
  const number = (value: number, width = 2, fill = "0"): Part => ({ value, width, fill });
  const text = (value: string | undefined): Part => ({ value: value ?? "", width: 0, fill: " " });
  const clock = date instanceof PythonDatetime ? date : undefined;
  const hour = clock?.hour ?? 0;
  const dayOfYear = dayOfYearOf(date);
  switch (code) {
    case "a":
      return text(weekdays[date.weekday]?.slice(0, 3));
    case "A":
      return text(weekdays[date.weekday]);
    case "b":
    case "h":
      return text(months[date.month - 1]?.slice(0, 3));
    case "B":
      return text(months[date.month - 1]);
    case "C":
      return number(Math.floor(date.year / 100), 1);
    case "d":
      return number(date.day);
    case "e":
      return number(date.day, 2, " ");
    case "g":
      return number(isoWeekOf(date).year % 100);
    case "G":
      return number(isoWeekOf(date).year, 0);
    case "H":
      return number(hour);
    case "k":
      return number(hour, 2, " ");
    case "I":
      return number(hour % 12 || 12);
    case "l":
      return number(hour % 12 || 12, 2, " ");
    case "j":
      return number(dayOfYear, 3);
    case "m":
      return number(date.month);
    case "M":
      return number(clock?.minute ?? 0);
    case "n":
      return text("\n");
    case "p":
      return text(hour < 12 ? "AM" : "PM");
    case "P":
      return text(hour < 12 ? "am" : "pm");
    case "s":
      return number(clock?.localSeconds ?? date.dayNumber * 86_400, 0);
    case "S":
      return number(clock?.second ?? 0);
    case "t":
      return text("\t");
    case "u":
      return number(date.weekday + 1, 1);
    case "U":
      return number(Math.floor((dayOfYear + 6 - ((date.weekday + 1) % 7)) / 7));
    case "V":
      return number(isoWeekOf(date).week);
    case "w":
      return number((date.weekday + 1) % 7, 1);
    case "W":
      return number(Math.floor((dayOfYear + 6 - date.weekday) / 7));
    case "y":
      return number(date.year % 100);
    case "Y":
      return number(date.year, 0);
    case "%":
      return text("%");
    default:
      return undefined;
  }
}

/** The ISO 8601 week of a date, and the year the week belongs to. */
export function isoWeekOf(date: PythonDate): { year: number; week: number } {
  const thursday = date.add(new Timedelta((3 - date.weekday) * 86_400));
  return { year: thursday.year, week: Math.floor((dayOfYearOf(thursday) - 1) / 7) + 1 };
}

function dayOfYearOf(date: PythonDate): number {
  return date.dayNumber - toDayNumber(date.year, 1, 1) + 1;
}

function microsecondOf(date: PythonDate): number {
  return date instanceof PythonDatetime ? date.microsecond : 0;
}

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

/** What a directive prints: its value, how wide, and what fills it up. */
interface Part {
  readonly read: (date: PythonDate) => string | number;
  readonly width: number;
  readonly fill: string;
}

const parts: Readonly<Record<string, Part>> = {
  a: text((date) => weekdays[date.weekday]?.slice(0, 3)),
  A: text((date) => weekdays[date.weekday]),
  b: text((date) => months[date.month - 1]?.slice(0, 3)),
  h: text((date) => months[date.month - 1]?.slice(0, 3)),
  B: text((date) => months[date.month - 1]),
  C: number((date) => Math.floor(date.year / 100), 1),
  d: number((date) => date.day),
  e: number((date) => date.day, 2, " "),
  f: number((date) => clockOf(date)?.microsecond ?? 0, 6),
  g: number((date) => isoWeekOf(date).year % 100),
  G: number((date) => isoWeekOf(date).year, 0),
  H: number(hourOf),
  k: number(hourOf, 2, " "),
  I: number((date) => hourOf(date) % 12 || 12),
  l: number((date) => hourOf(date) % 12 || 12, 2, " "),
  j: number(dayOfYearOf, 3),
  m: number((date) => date.month),
  M: number((date) => clockOf(date)?.minute ?? 0),
  n: text(() => "\n"),
  p: text((date) => (hourOf(date) < 12 ? "AM" : "PM")),
  P: text((date) => (hourOf(date) < 12 ? "am" : "pm")),
  s: number((date) => clockOf(date)?.localSeconds ?? date.dayNumber * 86_400, 0),
  S: number((date) => clockOf(date)?.second ?? 0),
  t: text(() => "\t"),
  u: number((date) => date.weekday + 1, 1),
  U: number((date) => Math.floor((dayOfYearOf(date) + 6 - ((date.weekday + 1) % 7)) / 7)),
  V: number((date) => isoWeekOf(date).week),
  w: number((date) => (date.weekday + 1) % 7, 1),
  W: number((date) => Math.floor((dayOfYearOf(date) + 6 - date.weekday) / 7)),
  y: number((date) => date.year % 100),
  Y: number((date) => date.year, 0),
  z: text(offsetOf),
  Z: text((date) => clockOf(date)?.zone?.zoneName),
  "%": text(() => "%"),
};
/** Python prints these itself, so that glibc's flags and widths make them unknown. */
const withoutFlags = new Set(["f", "z", "Z"]);
const mostFormats = 1000;
const known = new Map<string, readonly ((date: PythonDate) => string)[]>();

/** Python's `strftime` on Linux in the C locale, glibc's `%-d`, `%e`, `%s` included; unknown directives stay as they are. */
export function formatDate(date: PythonDate, format: string): string {
  let printers = known.get(format);
  if (printers === undefined) {
    printers = compileFormat(format);
    if (known.size >= mostFormats) known.clear();
    known.set(format, printers);
  }
  let printed = "";
  for (const print of printers) printed += print(date);
  return printed;
}

function compileFormat(format: string): ((date: PythonDate) => string)[] {
  const printers: ((date: PythonDate) => string)[] = [];
  let position = 0;
  for (const match of format.matchAll(directive)) {
    const [all, flags = "", width = "", code = ""] = match;
    const literal = format.slice(position, match.index);
    position = match.index + all.length;
    printers.push(() => literal, compileDirective(all, flags, width, code));
  }
  const rest = format.slice(position);
  return [...printers, () => rest];
}

function compileDirective(all: string, flags: string, width: string, code: string): (date: PythonDate) => string {
  const expansion = composed[code];
  const part = expansion === undefined ? parts[code] : text((date) => formatDate(date, expansion));
  if (part === undefined || (withoutFlags.has(code) && flags + width !== "")) return () => all;
  const last = flags.replaceAll(/[\^#]/g, "").at(-1);
  const fill = last === "_" ? " " : last === "0" ? "0" : part.fill;
  const size = width === "" ? (last === "-" ? 0 : part.width) : Number(width);
  const isUpper = flags.includes("^");
  return (date) => {
    const printed = String(part.read(date)).padStart(size, fill);
    return isUpper ? printed.toUpperCase() : printed;
  };
}

function number(read: (date: PythonDate) => number, width = 2, fill = "0"): Part {
  return { read, width, fill };
}

function text(read: (date: PythonDate) => string | undefined): Part {
  return { read: (date) => read(date) ?? "", width: 0, fill: " " };
}

function clockOf(date: PythonDate): PythonDatetime | undefined {
  return date instanceof PythonDatetime ? date : undefined;
}

function hourOf(date: PythonDate): number {
  return clockOf(date)?.hour ?? 0;
}

function offsetOf(date: PythonDate): string {
  const zone = clockOf(date)?.zone;
  return zone == null ? "" : formatOffset(zone.offset, "");
}

/** The ISO 8601 week of a date, and the year the week belongs to. */
export function isoWeekOf(date: PythonDate): { year: number; week: number } {
  const thursday = date.add(new Timedelta((3 - date.weekday) * 86_400));
  return { year: thursday.year, week: Math.floor((dayOfYearOf(thursday) - 1) / 7) + 1 };
}

function dayOfYearOf(date: PythonDate): number {
  return date.dayNumber - toDayNumber(date.year, 1, 1) + 1;
}

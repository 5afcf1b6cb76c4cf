import { PythonError } from "./python-error.ts";
import { representText } from "./represent-text.ts";

/** A `strptime` format as a sticky pattern and, for each of its groups, the directive it stands for. */
export interface DateFormat {
  readonly pattern: RegExp;
  readonly codes: readonly string[];
}

const patterns: Readonly<Record<string, string>> = {
  d: "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]",
  f: "[0-9]{1,6}",
  H: "2[0-3]|[0-1]\\d|\\d",
  I: "1[0-2]|0[1-9]|[1-9]",
  G: "\\d\\d\\d\\d",
  j: "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]",
  m: "1[0-2]|0[1-9]|[1-9]",
  M: "[0-5]\\d|\\d",
  S: "6[0-1]|[0-5]\\d|\\d",
  U: "5[0-3]|[0-4]\\d|\\d",
  w: "[0-6]",
  u: "[1-7]",
  V: "5[0-3]|0[1-9]|[1-4]\\d|\\d",
  W: "5[0-3]|[0-4]\\d|\\d",
  y: "\\d\\d",
  Y: "\\d\\d\\d\\d",
  z: "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z",
  Z: "utc|gmt",
  p: "am|pm",
};
const composed: Readonly<Record<string, string>> = { c: "%a %b %d %H:%M:%S %Y", x: "%m/%d/%y", X: "%H:%M:%S" };
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const names: Readonly<Record<string, readonly string[]>> = {
  a: weekdays.map((name) => name.slice(0, 3)),
  A: weekdays,
  b: months.map((name) => name.slice(0, 3)),
  B: months,
};
const mostFormats = 1000;
const known = new Map<string, DateFormat>();

/** Compiles a `strptime` format; a bad directive raises a ValueError. */
export function compileDateFormat(format: string): DateFormat {
  const found = known.get(format);
  if (found !== undefined) return found;
  const codes: string[] = [];
  const compiled = { pattern: new RegExp(translate(format, format, codes), "iy"), codes };
  if (known.size >= mostFormats) known.clear();
  known.set(format, compiled);
  return compiled;
}

/** The names behind `%a`, `%A`, `%b`, `%B`: weekdays from Monday, months from January. */
export function findDateName(code: string, text: string): number {
  return names[code]?.indexOf(text.toLowerCase()) ?? -1;
}

function translate(format: string, whole: string, codes: string[]): string {
  return format.replaceAll(/%(.?)|\s+|[^%\s]+/gs, (part, code: string | undefined) => {
    if (code === undefined) return /^\s/.test(part) ? "\\s+" : part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    if (code === "%") return "%";
    const expansion = composed[code];
    if (expansion !== undefined) return translate(expansion, whole, codes);
    const pattern = patterns[code] ?? names[code]?.toSorted((a, b) => b.length - a.length).join("|");
    if (code === "") throw new PythonError("ValueError", `stray % in format ${representText(whole)}`);
    if (pattern === undefined)
      throw new PythonError("ValueError", `'${code}' is a bad directive in format ${representText(whole)}`);
    if (codes.includes(code)) throw new PythonError("re.error", `redefinition of group name '${code}'`);
    codes.push(code);
    return `(${pattern})`;
  });
}

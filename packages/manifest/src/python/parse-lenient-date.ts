import { createDatetime, PythonDatetime } from "./python-datetime.ts";
import { PythonError } from "./python-error.ts";
import { TimeZone, utc } from "./time-zone.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const clock = /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:\s*([ap]m)\b)?/i;
const zone = /(?:\s|(?<=[\d.]))(?:(z|utc|gmt)\b|([-+])(\d{2}):?(\d{2})?)\s*$/i;

/**
 * Reads a date in nearly any form, in UTC where it names no zone (the CDK's `ab_datetime_parse`): epoch seconds, ISO 8601, and of the
 * forms dateutil guesses `2023/03/14`, `03/14/2023` (the month first where it can be), `14 Mar 2023`, `March 14, 2023`.
 */
export function parseLenientDate(text: string): PythonDatetime {
  if (/^-?\d+$/.test(text)) return readEpoch(text);
  const dashes = text.split("-").length - 1;
  if (!text.includes(":") && dashes === 2 && !text.includes("/")) return readDay(text);
  if (text.includes(":") && dashes < 2 && text.split("/").length < 3) throw fail(text);
  const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(.*)$/.exec(text);
  const source =
    compact === null
      ? text
      : `${compact.slice(1, 4).join("-")} ${compact[4]}:${compact[5]}:${compact[6] ?? "00"}${compact[7]}`;
  const time = clock.exec(source);
  const rest = time === null ? source : `${source.slice(0, time.index)} ${source.slice(time.index + time[0].length)}`;
  const offset = time === null ? null : zone.exec(source.slice(time.index));
  const date = findDay(offset === null ? rest : rest.slice(0, rest.length - offset[0].trimStart().length));
  if (date === undefined) throw fail(text);
  return createDatetime({ ...date, ...readClock(time, text) }, readZone(offset));
}

function readEpoch(text: string): PythonDatetime {
  if (text.startsWith("-") && /[1-9]/.test(text)) throw new PythonError("ValueError", "Timestamp cannot be negative");
  if (String(BigInt(text)).length > 10) throw new PythonError("ValueError", "Timestamp value too large");
  return new PythonDatetime(Number(text), 0, utc);
}

function readDay(text: string): PythonDatetime {
  const [year, month, day] = text.split("-").map((part) => (/^\s*[-+]?\d+\s*$/.test(part) ? Number(part) : Number.NaN));
  try {
    return createDatetime({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, utc);
  } catch {
    throw new PythonError("ValueError", `Invalid date format: ${text}`);
  }
}

function findDay(text: string): { year: number; month: number; day: number } | undefined {
  const iso = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const numeric = /(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/.exec(text);
  if (numeric !== null) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    const isDayFirst = first > 12;
    return { year: Number(numeric[3]), month: isDayFirst ? second : first, day: isDayFirst ? first : second };
  }
  const name = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i.exec(text)?.[1];
  const numbers = text.match(/\d+/g)?.map(Number) ?? [];
  const year = numbers.find((number) => number > 31);
  const day = numbers.find((number) => number <= 31);
  if (name === undefined || year === undefined || day === undefined) return undefined;
  return { year, month: months.indexOf(name.toLowerCase()) + 1, day };
}

function readClock(
  match: RegExpExecArray | null,
  text: string,
): { hour: number; minute: number; second: number; microsecond: number } {
  const [, hourText = "0", minute = "0", second = "0", fraction = "", half] = match ?? [];
  const hour = Number(hourText);
  if (half !== undefined && (hour > 12 || hour === 0)) throw fail(text);
  const shifted = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  return {
    hour: shifted,
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.slice(0, 6).padEnd(6, "0")),
  };
}

function readZone(match: RegExpExecArray | null): TimeZone {
  const [, name, sign, hours = "0", minutes = "0"] = match ?? [];
  if (name !== undefined || sign === undefined) return utc;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60;
  return seconds === 0 ? utc : new TimeZone(sign === "-" ? -seconds : seconds);
}

function fail(text: string): PythonError {
  return new PythonError("ValueError", `Could not parse datetime string: ${text}`);
}

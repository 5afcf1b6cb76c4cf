import { convertToFloat, convertToInteger } from "./convert-to-integer.ts";
import { formatDate } from "./format-date.ts";
import { formatFloat } from "./format-float.ts";
import { asDouble } from "./number.ts";
import { parseDate } from "./parse-date.ts";
import { printPython } from "./print-python.ts";
import { PythonDatetime } from "./python-datetime.ts";
import { PythonError } from "./python-error.ts";
import { utc } from "./time-zone.ts";
import type { PythonValue } from "./value.ts";

/**
 * Reads a date in a manifest's `datetime_format`: Python's `strptime` plus `%s`, `%s_as_float`, `%ms`, `%epoch_microseconds` and `%_ms`
 * (the CDK's `DatetimeParser.parse`). What names no zone is in UTC. Raises a ValueError when text and format do not match.
 */
export function parseDatetime(value: PythonValue, format: string): PythonDatetime {
  switch (format) {
    case "%s":
      return fromEpoch(convertToInteger(value), 1n);
    case "%s_as_float":
      return fromSeconds(asDouble(convertToFloat(value)) ?? 0);
    case "%epoch_microseconds":
      return fromEpoch(convertToInteger(value), 1_000_000n);
    case "%ms":
      return fromEpoch(convertToInteger(value), 1000n);
    default: {
      const parsed = parseDate(printPython(value), format.includes("%_ms") ? format.replaceAll("%_ms", "%f") : format);
      return parsed.zone === null ? parsed.withZone(utc) : parsed;
    }
  }
}

/** Prints a date in a manifest's `datetime_format` (the CDK's `DatetimeParser.format`), with the rounding of Python's floats. */
export function formatDatetime(date: PythonDatetime, format: string): string {
  switch (format) {
    case "%s":
      return String(Math.trunc(date.timestamp()));
    case "%s_as_float":
      return formatFloat(date.timestamp());
    case "%epoch_microseconds":
      return String(Math.trunc(date.timestamp() * 1_000_000));
    case "%ms":
      return String(Math.trunc(date.timestamp() * 1000));
    default: {
      if (!format.includes("%_ms")) return formatDate(date, format);
      const microseconds = formatDate(date, "%f");
      const milliseconds = String(Math.trunc(date.microsecond / 1000)).padStart(3, "0");
      return formatDate(date, format.replaceAll("%_ms", "%f")).replaceAll(microseconds, milliseconds);
    }
  }
}

function fromEpoch(value: number | bigint, perSecond: bigint): PythonDatetime {
  const total = BigInt(value);
  const remainder = ((total % perSecond) + perSecond) % perSecond;
  return inRange(Number((total - remainder) / perSecond), Number((remainder * 1_000_000n) / perSecond));
}

function fromSeconds(value: number): PythonDatetime {
  const whole = Math.trunc(value);
  const fraction = (value - whole) * 1e6;
  const floor = Math.floor(fraction);
  const up = fraction - floor > 0.5 || (fraction - floor === 0.5 && floor % 2 !== 0);
  return inRange(whole, up ? floor + 1 : floor);
}

function inRange(seconds: number, microseconds: number): PythonDatetime {
  if (!(seconds >= -62_135_596_800 && seconds < 253_402_300_800))
    throw new PythonError("ValueError", `year ${Math.floor(seconds / 31_556_952) + 1970} is out of range`);
  return new PythonDatetime(seconds, microseconds, utc);
}

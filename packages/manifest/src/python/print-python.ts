import { CalendarDuration } from "./calendar-duration.ts";
import { PythonDate } from "./python-date.ts";
import { representPython } from "./represent-python.ts";
import { Timedelta } from "./timedelta.ts";
import { TimeZone } from "./time-zone.ts";
import { Undefined } from "./undefined.ts";
import type { PythonValue } from "./value.ts";

/** A value as Python's `str` prints it, which is also what `{{ }}` prints: a text as it is, `True`, `None`, `2024-03-01 00:00:00+00:00`. */
export function printPython(value: PythonValue): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return representPython(value);
  if (value instanceof Undefined) return "";
  if (value instanceof PythonDate || value instanceof Timedelta) return value.toString();
  if (value instanceof CalendarDuration || value instanceof TimeZone) return value.toString();
  return representPython(value);
}

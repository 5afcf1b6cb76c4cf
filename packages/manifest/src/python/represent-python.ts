import { CalendarDuration } from "./calendar-duration.ts";
import { formatFloat } from "./format-float.ts";
import { isFloat } from "./number.ts";
import { MappingObject } from "./mapping-object.ts";
import { PythonDate } from "./python-date.ts";
import { PythonFloat } from "./python-float.ts";
import { PythonObject } from "./python-object.ts";
import { PythonTuple } from "./python-tuple.ts";
import { representText } from "./represent-text.ts";
import { Timedelta } from "./timedelta.ts";
import { TimeZone } from "./time-zone.ts";
import { Undefined } from "./undefined.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** A value as Python's `repr` prints it: `{'a': [1, None, True]}`. */
export function representPython(value: PythonValue): string {
  if (value === null) return "None";
  if (typeof value === "string") return representText(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return isFloat(value) ? formatFloat(value) : String(value);
  if (Array.isArray(value)) return representList(value);
  return value instanceof PythonObject ? representObject(value) : representDict(value);
}

function representList(list: PythonValue[]): string {
  let items = "";
  for (const item of list) items += items === "" ? representPython(item) : `, ${representPython(item)}`;
  if (!(list instanceof PythonTuple)) return `[${items}]`;
  return list.length === 1 ? `(${items},)` : `(${items})`;
}

function representDict(dict: PythonDict): string {
  const entries = Object.entries(dict).map(([key, value]) => `${representKey(key)}: ${representPython(value)}`);
  return `{${entries.join(", ")}}`;
}

function representKey(key: string): string {
  return key.charCodeAt(0) === 0 ? key.slice(1) : representText(key);
}

function representObject(value: PythonObject): string {
  if (value instanceof PythonFloat) return formatFloat(value.value);
  if (value instanceof MappingObject) return representDict(value.entries);
  if (value instanceof PythonDate || value instanceof Timedelta || value instanceof TimeZone) return value.repr();
  if (value instanceof CalendarDuration) return value.repr();
  if (value instanceof Undefined) return "Undefined";
  return `<${value.pythonType}>`;
}

import { MappingObject } from "./mapping-object.ts";
import { PythonFloat } from "./python-float.ts";
import { PythonObject } from "./python-object.ts";
import { Timedelta } from "./timedelta.ts";
import { Undefined } from "./undefined.ts";
import type { PythonValue } from "./value.ts";

/** Whether Python counts a value as true: None, zeros, undefined and all that is empty are not. */
export function isTrue(value: PythonValue): boolean {
  if (typeof value !== "object") return typeof value === "number" ? value !== 0 : Boolean(value);
  if (value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (!(value instanceof PythonObject)) return hasEntries(value);
  if (value instanceof PythonFloat) return value.value !== 0;
  if (value instanceof MappingObject) return hasEntries(value.entries);
  if (value instanceof Timedelta) return value.wholeSeconds !== 0 || value.microseconds !== 0;
  return !(value instanceof Undefined);
}

function hasEntries(dict: object): boolean {
  for (const key in dict) if (Object.hasOwn(dict, key)) return true;
  return false;
}

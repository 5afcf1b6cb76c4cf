import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/** The value of a key that has to be there, null included. */
export function requireEntry(dict: PythonDict, key: string): PythonValue {
  const value = Object.hasOwn(dict, key) ? dict[key] : undefined;
  if (value === undefined) throw new PythonError("KeyError", `'${key}' is missing`);
  return value;
}

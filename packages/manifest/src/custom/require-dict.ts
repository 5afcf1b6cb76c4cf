import { isDict } from "../python/is-dict.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict } from "../python/value.ts";

/** A value that has to be an object. Anything else is a TypeError of Python's, with the value's place in an answer. */
export function requireDict(value: unknown, place: string): PythonDict {
  if (isDict(value)) return value;
  throw new PythonError("TypeError", `${place} is no object`);
}

import { PythonError } from "../python/python-error.ts";
import type { PythonDict } from "../python/value.ts";
import { requireDict } from "./require-dict.ts";

/** A value that has to be a list of objects. Anything else is a TypeError of Python's, with the value's place in an answer. */
export function requireList(value: unknown, place: string): PythonDict[] {
  if (!Array.isArray(value)) throw new PythonError("TypeError", `${place} is no list`);
  return value.map((item: unknown) => requireDict(item, `an element of ${place}`));
}

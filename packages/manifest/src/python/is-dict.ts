import type { PythonDict } from "./value.ts";

/** Whether a value is a Python dict: a plain object, no list and no instance of a class. */
export function isDict(value: unknown): value is PythonDict {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

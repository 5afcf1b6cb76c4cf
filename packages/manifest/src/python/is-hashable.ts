import { isDict } from "./is-dict.ts";
import { MappingObject } from "./mapping-object.ts";
import { PythonTuple } from "./python-tuple.ts";
import type { PythonValue } from "./value.ts";

/** Whether a value can be a key of a dict: lists and dicts cannot, nor a tuple that holds one. */
export function isHashable(value: PythonValue): boolean {
  if (value instanceof PythonTuple) return value.every(isHashable);
  return !(Array.isArray(value) || isDict(value) || value instanceof MappingObject);
}

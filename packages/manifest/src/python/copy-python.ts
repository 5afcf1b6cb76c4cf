import { isDict } from "./is-dict.ts";
import { PythonTuple } from "./python-tuple.ts";
import { setEntry } from "./set-entry.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** A copy whose dicts and lists are its own, at any depth; what cannot be changed is shared. */
export function copyPython<Value extends PythonValue>(value: Value): Value {
  return copy(value) as Value;
}

function copy(value: PythonValue): PythonValue {
  if (value instanceof PythonTuple) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (!isDict(value)) return value;
  const copied: PythonDict = {};
  for (const [key, item] of Object.entries(value)) setEntry(copied, key, copy(item));
  return copied;
}

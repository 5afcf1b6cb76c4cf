import { fromDictKey } from "./dict-key.ts";
import { isDict } from "./is-dict.ts";
import { MappingObject } from "./mapping-object.ts";
import { PythonError } from "./python-error.ts";
import { PythonTuple } from "./python-tuple.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { PythonValue } from "./value.ts";

/** What iterating over a value gives: items, characters, keys; nothing for undefined. Raises a TypeError for what cannot be iterated. */
export function iteratePython(value: PythonValue): readonly PythonValue[] {
  if (Array.isArray(value)) return value instanceof PythonTuple ? [...value] : value;
  if (typeof value === "string") return [...value];
  if (value instanceof MappingObject) return Object.keys(value.entries).map(fromDictKey);
  if (isDict(value)) return Object.keys(value).map(fromDictKey);
  if (value instanceof Undefined) return [];
  throw new PythonError("TypeError", `'${typeName(value)}' object is not iterable`);
}

/** Whether a value can be iterated over. */
export function isIterable(value: PythonValue): boolean {
  return (
    typeof value === "string" ||
    Array.isArray(value) ||
    isDict(value) ||
    value instanceof MappingObject ||
    value instanceof Undefined
  );
}

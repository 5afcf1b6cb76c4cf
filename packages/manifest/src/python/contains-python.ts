import { toDictKey } from "./dict-key.ts";
import { equalPython } from "./equal-python.ts";
import { isDict } from "./is-dict.ts";
import { MappingObject } from "./mapping-object.ts";
import { PythonError } from "./python-error.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { PythonValue } from "./value.ts";

/** Python's `item in container`: part of a text, item of a list, key of a dict. */
export function containsPython(container: PythonValue, item: PythonValue): boolean {
  if (Array.isArray(container)) return container.some((entry) => equalPython(entry, item));
  if (container instanceof Undefined) return false;
  if (typeof container === "string") {
    if (typeof item === "string") return container.includes(item);
    throw new PythonError("TypeError", `'in <string>' requires string as left operand, not ${typeName(item)}`);
  }
  const entries = container instanceof MappingObject ? container.entries : container;
  if (!isDict(entries)) throw new PythonError("TypeError", `argument of type '${typeName(container)}' is not iterable`);
  return !(item instanceof Undefined) && Object.hasOwn(entries, toDictKey(item));
}

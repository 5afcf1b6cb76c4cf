import { parseLiteral } from "./parse-literal.ts";
import { PythonError } from "./python-error.ts";
import { PythonFloat } from "./python-float.ts";
import { representPython } from "./represent-python.ts";
import { isHashable } from "./is-hashable.ts";
import { typeName } from "./type-name.ts";
import type { PythonValue } from "./value.ts";

/** The property a dict keeps a key under: a text as it is, any other value marked, so that `1` and `'1'` stay apart. */
export function toDictKey(key: PythonValue): string {
  if (typeof key === "string") return key;
  if (!isHashable(key)) throw new PythonError("TypeError", `unhashable type: '${typeName(key)}'`);
  if (typeof key === "boolean") return `\0${Number(key)}`;
  if (key instanceof PythonFloat) return `\0${key.value}`;
  return `\0${representPython(key)}`;
}

/** The key that is kept under a property. */
export function fromDictKey(property: string): PythonValue {
  if (property.charCodeAt(0) !== 0) return property;
  return parseLiteral(property.slice(1)) ?? property.slice(1);
}

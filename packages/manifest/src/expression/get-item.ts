import { lookUp } from "../python/dict-method.ts";
import { findAttribute } from "../python/find-attribute.ts";
import { isDict } from "../python/is-dict.ts";
import { isHashable } from "../python/is-hashable.ts";
import { MappingObject } from "../python/mapping-object.ts";
import { asInteger } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import { representPython } from "../python/represent-python.ts";
import { typeName } from "../python/type-name.ts";
import { Undefined } from "../python/undefined.ts";
import type { PythonValue } from "../python/value.ts";

/** `object.name`: an attribute or method first, then the item of that name; undefined where there is neither. Fails on undefined. */
export function getAttribute(object: PythonValue, name: string): PythonValue {
  if (object instanceof Undefined) throw object.fail();
  const attribute = findSafeAttribute(object, name);
  if (attribute !== undefined) return attribute;
  const item = findItem(object, name);
  return item === undefined ? missing(object, name) : item;
}

/** `object[key]`: the item first, then the attribute of that name; undefined where there is neither. Fails on undefined. */
export function getItem(object: PythonValue, key: PythonValue): PythonValue {
  if (object instanceof Undefined) throw object.fail();
  const item = findItem(object, key);
  if (item !== undefined) return item;
  const attribute = typeof key === "string" ? findSafeAttribute(object, key) : undefined;
  return attribute === undefined ? missing(object, key) : attribute;
}

function findItem(object: PythonValue, key: PythonValue): PythonValue | undefined {
  if (object instanceof MappingObject) return isHashable(key) ? lookUp(object.entries, key) : undefined;
  if (typeof object === "string" || Array.isArray(object)) {
    const index = asInteger(key);
    if (index === undefined) return undefined;
    const items = typeof object === "string" && /[\ud800-\udfff]/.test(object) ? [...object] : object;
    return (
      items.at(Number(index)) ??
      (Array.isArray(items) && Number(index) < items.length && Number(index) >= -items.length ? null : undefined)
    );
  }
  return isDict(object) && isHashable(key) ? lookUp(object, key) : undefined;
}

/** Jinja's sandbox hides all that starts with an underscore; the CDK allows `_partition`. What every Python object has is unsafe to use. */
function findSafeAttribute(object: PythonValue, name: string): PythonValue | undefined {
  if (!name.startsWith("_") || name === "_partition") return findAttribute(object, name);
  if (!/^__\w+__$/.test(name)) return undefined;
  return new Undefined(`access to attribute '${name}' of '${typeName(object)}' object is unsafe.`, "SecurityError");
}

function missing(object: PythonValue, key: PythonValue): Undefined {
  const owner = object === null ? "None" : `${typeName(object)} object`;
  return new Undefined(
    typeof key === "string"
      ? `'${owner}' has no attribute ${representPython(key)}`
      : `'${owner}' has no element ${printPython(key)}`,
  );
}

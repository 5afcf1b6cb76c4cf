import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { customTypes, defaultTypes } from "./default-type.ts";

/**
 * Gives every component its type, and hands `$parameters` down: each parameter becomes a field of every component below
 * that has no such field (or an empty one), and all of them stay on the component as `$parameters`.
 * JSON Schemas are left alone. Rule: the CDK's ManifestComponentTransformer.
 */
export function propagateParameters(
  component: PythonDict,
  options: { readonly parentField?: string; readonly parameters?: PythonDict; readonly parentWins?: boolean } = {},
): PythonDict {
  const { parentField = "", parameters = {}, parentWins = false } = options;
  const own = { ...component };
  if (!Object.hasOwn(own, "type")) {
    const type = (Object.hasOwn(own, "class_name") ? customTypes : defaultTypes)[parentField];
    if (type !== undefined) own["type"] = type;
  }
  const declared = isDict(own["$parameters"]) ? own["$parameters"] : {};
  delete own["$parameters"];
  const current: PythonDict = parentWins ? { ...declared, ...parameters } : { ...parameters, ...declared };
  const type = own["type"];
  if (type === "object" || Array.isArray(type) || isDict(type)) return own;
  if (type === undefined) return propagateIntoPlainObject(own, parentField, current, parentWins);
  for (const [key, value] of Object.entries(current)) if (!isTrue(own[key] ?? null)) setEntry(own, key, value);
  for (const [field, value] of Object.entries(own)) {
    if (!isDict(value) && !Array.isArray(value)) continue;
    const withheld = current[field];
    delete current[field];
    const below = { parentField: `${String(type)}.${field}`, parameters: current, parentWins };
    setEntry(
      own,
      field,
      isDict(value) ? propagateParameters(value, below) : value.map((item) => propagateItem(item, below)),
    );
    if (withheld !== undefined && isTrue(withheld)) setEntry(current, field, withheld);
  }
  if (Object.keys(current).length > 0) own["$parameters"] = current;
  return own;
}

function propagateItem(item: PythonValue, options: Parameters<typeof propagateParameters>[1]): PythonValue {
  return isDict(item) ? propagateParameters(item, options) : item;
}

/** An object without a type is no component, but may hold some: query properties among request parameters do. */
function propagateIntoPlainObject(
  object: PythonDict,
  parentField: string,
  parameters: PythonDict,
  parentWins: boolean,
): PythonDict {
  for (const [field, value] of Object.entries(object))
    if (isDict(value) && isTrue(value["type"] ?? null))
      setEntry(object, field, propagateParameters(value, { parentField, parameters, parentWins }));
  return object;
}

import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { findCounterpart } from "./find-counterpart.ts";

/** A manifest's component with every custom class that has a built-in component for a counterpart replaced by that. JSON Schemas hold no classes. */
export function replaceClasses<Value extends PythonValue>(value: Value): Value {
  return replace(value) as Value;
}

function replace(value: PythonValue): PythonValue {
  if (Array.isArray(value)) return value.some(isObject) ? value.map(replace) : value;
  if (!isDict(value)) return value;
  const { class_name: className } = value;
  const build = className === undefined ? undefined : findCounterpart(className)?.component;
  if (build !== undefined) return replace(build(value) as PythonDict);
  const entries = Object.entries(value);
  if (!entries.some(([, item]) => isObject(item))) return value;
  return Object.fromEntries(entries.map(([key, item]) => [key, replace(item)]));
}

function isObject(value: PythonValue): boolean {
  return typeof value === "object" && value !== null;
}

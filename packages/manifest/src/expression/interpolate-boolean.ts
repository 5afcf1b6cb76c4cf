import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { interpolate } from "./interpolate.ts";
import { equalPython } from "../python/equal-python.ts";

const falseTexts = new Set(["False", "false", "{}", "[]", "()", "", "0", "0.0"]);

/** Evaluates a condition as the CDK's `InterpolatedBoolean` does: false for None, zero, False, what is empty and the words for it; all else is true. */
export function interpolateBoolean(condition: string | boolean, context: PythonDict): boolean {
  if (typeof condition === "boolean") return condition;
  return !isFalse(interpolate(condition, context, { fallback: "False" }));
}

function isFalse(value: PythonValue): boolean {
  if (value === null) return true;
  if (value === null) return true;
  if (typeof value === "string") return falseTexts.has(value);
  if (Array.isArray(value)) return value.length === 0;
  if (isDict(value)) return Object.keys(value).length === 0;
  return equalPython(value, false);
}

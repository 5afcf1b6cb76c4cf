import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { interpolate, type ValidType } from "./interpolate.ts";

/** Evaluates the keys and the texts among the values of a mapping, not deeper (the CDK's `InterpolatedMapping`). Nothing is dropped: a value may be None. */
export function interpolateMapping(
  mapping: PythonDict,
  context: PythonDict,
  options: { validValueTypes?: readonly ValidType[] | undefined } = {},
): PythonDict {
  const evaluated: PythonDict = {};
  for (const [name, value] of Object.entries(mapping)) {
    const key = printPython(interpolate(name, context, { validTypes: ["str"] }));
    setEntry(
      evaluated,
      key,
      typeof value === "string" ? interpolate(value, context, { validTypes: options.validValueTypes }) : value,
    );
  }
  return evaluated;
}

/** Evaluates every text in a value, keys too, at any depth (the CDK's `InterpolatedNestedMapping`). Entries that are None are dropped from dicts. */
export function interpolateNestedMapping(value: PythonValue, context: PythonDict): PythonValue {
  if (typeof value === "string") return interpolate(value, context);
  if (Array.isArray(value)) return value.map((item) => interpolateNestedMapping(item, context));
  if (!isDict(value)) return value;
  const evaluated: PythonDict = {};
  for (const [name, item] of Object.entries(value)) {
    const result = interpolateNestedMapping(item, context);
    if (result !== null) setEntry(evaluated, printPython(interpolate(name, context)), result);
  }
  return evaluated;
}

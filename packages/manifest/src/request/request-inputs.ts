import { interpolate } from "../expression/interpolate.ts";
import { interpolateString } from "../expression/interpolate-string.ts";
import type { TemplateType } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { RequestOptions } from "./merge-options.ts";

/** Evaluates a part of a request: `context` has all names, `config` and `parameters` among them. */
export type RequestInputs = (context: PythonDict) => RequestOptions;

/** Parameters, headers or a form: a dict of templates, whose nulls are dropped, or one template for the whole. */
export function createRequestInputs(
  value: PythonValue | undefined,
  validTypes?: readonly TemplateType[],
): RequestInputs {
  if (typeof value === "string" && value !== "") return evaluateWhole(value);
  if (!isDict(value)) return () => ({});
  const entries = Object.entries(value);
  return (context) => {
    const options: PythonDict = {};
    for (const [name, item] of entries) {
      const key = interpolate(name, context, { validTypes: ["str"] });
      const evaluated = typeof item === "string" ? interpolate(item, context, { validTypes }) : item;
      if (evaluated !== null) setEntry(options, printPython(key), evaluated);
    }
    return options;
  };
}

/** A JSON body: templates at any depth, without restriction of their types; nulls in dicts are dropped. */
export function createNestedInputs(value: PythonValue | undefined): RequestInputs {
  if (typeof value === "string" && value !== "") return evaluateWhole(value);
  if (!isDict(value) || Object.keys(value).length === 0) return () => ({});
  return (context) => evaluateNested(value, context) as PythonDict;
}

function evaluateWhole(template: string): RequestInputs {
  return (context) => {
    const options = interpolateString(template, context, { fallback: "" });
    return isDict(options) || typeof options === "string" ? options : printPython(options);
  };
}

function evaluateNested(value: PythonValue, context: PythonDict): PythonValue {
  if (typeof value === "string") return interpolate(value, context);
  if (Array.isArray(value)) return value.map((item: PythonValue) => evaluateNested(item, context));
  if (!isDict(value)) return value;
  const evaluated: PythonDict = {};
  for (const [name, item] of Object.entries(value)) {
    const result = evaluateNested(item, context);
    if (result !== null) setEntry(evaluated, printPython(evaluateNested(name, context)), result);
  }
  return evaluated;
}

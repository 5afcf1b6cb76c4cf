import { interpolateMapping, interpolateNestedMapping } from "../expression/interpolate-mapping.ts";
import { interpolateString } from "../expression/interpolate-string.ts";
import type { TemplateType } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
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
  return (context) => {
    const evaluated = interpolateMapping(value, context, { validValueTypes: validTypes });
    return Object.fromEntries(Object.entries(evaluated).filter(([, item]) => item !== null));
  };
}

/** A JSON body: templates at any depth, without restriction of their types; nulls in dicts are dropped. */
export function createNestedInputs(value: PythonValue | undefined): RequestInputs {
  if (typeof value === "string" && value !== "") return evaluateWhole(value);
  if (!isDict(value) || Object.keys(value).length === 0) return () => ({});
  return (context) => interpolateNestedMapping(value, context) as PythonDict;
}

function evaluateWhole(template: string): RequestInputs {
  return (context) => {
    const options = interpolateString(template, context, { fallback: "" });
    if (!isDict(options)) return printPython(options);
    return Object.fromEntries(Object.entries(options).filter(([, item]) => item !== null));
  };
}

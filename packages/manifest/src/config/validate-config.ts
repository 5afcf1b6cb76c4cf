import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { bestBreach } from "./best-breach.ts";
import { findBreaches } from "./find-breaches.ts";

/** Keys of the CDK itself, which no spec knows. */
const internalKeys = new Set(["_limit", "_page_size"]);

/** What is wrong with a config by its spec, in the CDK's words; undefined where all is well. A spec that is no schema raises. */
export function validateConfig(spec: Component | undefined, config: PythonDict): string | undefined {
  const schema = spec?.value("connection_specification");
  if (!isDict(schema)) return undefined;
  checkSchema(schema);
  const own = Object.fromEntries(Object.entries(config).filter(([key]) => !internalKeys.has(key)));
  const breach = bestBreach(findBreaches(own, schema));
  return breach === undefined ? undefined : `Config validation error: ${breach.message}`;
}

/** The one rule of schemas that manifests are known to break: a required field is listed once. */
function checkSchema(schema: PythonValue): void {
  if (!isDict(schema)) return;
  const { required, properties } = schema;
  if (Array.isArray(required) && new Set(required).size < required.length)
    throw new PythonError("SchemaError", `${JSON.stringify(required)} has non-unique elements`);
  if (isDict(properties)) for (const property of Object.values(properties)) checkSchema(property);
  for (const keyword of ["oneOf", "anyOf", "allOf"]) {
    const branches = schema[keyword];
    if (Array.isArray(branches)) for (const branch of branches) checkSchema(branch as PythonValue);
  }
}

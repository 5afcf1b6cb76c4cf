import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { findValues } from "../path/find-values.ts";
import { getPath } from "../path/get-path.ts";
import { isDict } from "../python/is-dict.ts";
import { parseJson } from "../python/parse-json.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { bestBreach } from "./best-breach.ts";
import { findBreaches } from "./find-breaches.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** Applies the `validations` of a spec's `config_normalization_rules`. The first that is broken raises. */
export function checkConfigRules(spec: Component | undefined, config: PythonDict): void {
  for (const rule of spec?.child("config_normalization_rules")?.children("validations") ?? []) {
    const strategy = rule.required("validation_strategy");
    for (const value of findSubjects(rule, config)) checkValue(value, strategy);
  }
}

function findSubjects(rule: Component, config: PythonDict): readonly PythonValue[] {
  if (rule.type === "PredicateValidator") {
    const value = rule.value("value") ?? null;
    return [typeof value === "string" ? new Template(value, config, rule.parameters).evaluate() : value];
  }
  const path = rule.list("field_path").map((part) => new Template(printPython(part), {}, rule.parameters).text());
  if (path.length === 0) throw new PythonError("ValueError", "Field path is empty");
  if (path.includes("*")) return findValues(config, path);
  const value = getPath(config, path);
  return value === undefined ? [] : [value];
}

function checkValue(value: PythonValue, strategy: Component): void {
  if (strategy.type !== "ValidateAdheresToSchema") throw new UnsupportedComponent(strategy);
  const written = strategy.value("base_schema") ?? {};
  const schema = isDict(written) ? written : parseJson(printPython(written));
  const breach = bestBreach(findBreaches(typeof value === "string" ? parseText(value) : value, schema));
  if (breach !== undefined) throw new PythonError("ValueError", `JSON schema validation error: ${breach.message}`);
}

function parseText(text: string): PythonValue {
  try {
    return parseJson(text);
  } catch {
    throw new PythonError("ValueError", `Invalid JSON string: ${text}`);
  }
}

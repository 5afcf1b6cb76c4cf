import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { type ComponentRule, componentRules } from "./component-rule.ts";

/** Something a manifest lacks or misspells. */
export interface ManifestProblem {
  /** The component's place: `streams[2].retriever`. */
  readonly path: string;
  readonly message: string;
}

/** Fields that hold other things than components. */
const plainFields = new Set([
  "connection_specification",
  "schema",
  "$parameters",
  "config_overrides",
  "advanced_auth",
  "metadata",
  "request_body_json",
  "request_body_data",
  "value",
  "base_schema",
  "list_of_parameters_for_stream",
  "default_values",
]);

/** All problems of a manifest's components: missing fields, unknown types, words that are none of those allowed. */
export function findProblems(manifest: PythonDict): readonly ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  if (manifest["streams"] === undefined && manifest["dynamic_streams"] === undefined)
    problems.push({ path: "", message: "streams or dynamic_streams is missing" });
  look(manifest, "", problems);
  return problems;
}

function look(value: PythonValue, path: string, problems: ManifestProblem[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) look(item as PythonValue, `${path}[${index}]`, problems);
    return;
  }
  if (!isDict(value)) return;
  const { type } = value;
  if (typeof type === "string") {
    const rule = componentRules[type];
    if (rule !== undefined) checkComponent(value, type, rule, path, problems);
    else if (!type.startsWith("Custom")) return;
  }
  for (const [field, item] of Object.entries(value))
    if (!plainFields.has(field)) look(item, path === "" ? field : `${path}.${field}`, problems);
}

function checkComponent(
  component: PythonDict,
  type: string,
  rule: ComponentRule,
  path: string,
  problems: ManifestProblem[],
): void {
  for (const field of rule.required)
    if (!Object.hasOwn(component, field)) problems.push({ path, message: `${type} lacks ${field}` });
  for (const [field, words] of Object.entries(rule.words ?? {})) {
    const written = component[field] ?? null;
    if (written !== null && !words.includes(printPython(written)))
      problems.push({ path, message: `${type}.${field} is ${printPython(written)}, not one of ${words.join(", ")}` });
  }
}

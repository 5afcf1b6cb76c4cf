import { copyPython } from "../python/copy-python.ts";
import type { Component } from "../load/component.ts";
import { Condition } from "../load/condition.ts";
import { readYaml } from "../load/read-yaml.ts";
import { Template } from "../load/template.ts";
import { replacePath, setPath } from "../path/set-path.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { valueTypes } from "../transform/add-fields.ts";
import type { ComponentValues } from "./read-component-values.ts";

/** A copy of a stream's template with the values a resolver's `components_mapping` puts into it. Texts are read as YAML, but for those of the API. */
export function applyMapping(
  template: PythonDict,
  found: ComponentValues,
  options: { readonly resolver: Component; readonly config: PythonDict },
): PythonDict {
  const { resolver, config } = options;
  const fromApi = resolver.type === "HttpComponentsResolver";
  const filled = copyPython(template);
  const context: PythonDict = { stream_template_config: template, components_values: found.values };
  if (found.slice !== undefined) context["stream_slice"] = found.slice;
  for (const mapping of resolver.children("components_mapping")) {
    const condition = mapping.text("condition");
    if (condition !== undefined && !new Condition(condition, config, resolver.parameters).holds(context)) continue;
    const type = valueTypes[mapping.text("value_type") ?? ""];
    const template = new Template(printPython(mapping.value("value") ?? null), config, mapping.parameters);
    const value = template.evaluate(context, type === undefined ? undefined : [type]);
    const path = mapping
      .list("field_path")
      .map((part) => new Template(printPython(part), config, mapping.parameters).text(context));
    const parsed =
      fromApi || (type === "str" && resolver.type === "ConfigComponentsResolver") ? value : parseYaml(value);
    const replaced = replacePath(filled, path, parsed);
    if (!fromApi && replaced === 0 && isTrue(parsed) && mapping.flag("create_or_update")) setPath(filled, path, parsed);
  }
  return filled;
}

function parseYaml(value: PythonValue): PythonValue {
  if (typeof value !== "string") return value;
  try {
    return readYaml(value);
  } catch {
    return value;
  }
}

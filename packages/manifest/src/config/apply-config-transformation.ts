import type { Component } from "../load/component.ts";
import { Condition } from "../load/condition.ts";
import { Template } from "../load/template.ts";
import { deletePath } from "../path/delete-path.ts";
import { setPath } from "../path/set-path.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { createRequestInputs } from "../request/request-inputs.ts";
import { valueTypes } from "../transform/add-fields.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";

/** Changes a config in place as one of the transformations of a spec says. */
export function applyConfigTransformation(component: Component, config: PythonDict): void {
  switch (component.type) {
    case "ConfigAddFields":
      addFields(component, config);
      return;
    case "ConfigRemapField":
      remapField(component, config);
      return;
    case "ConfigRemoveFields":
      if (holds(component, config, {}))
        for (const pointer of component.list("field_pointers")) deletePath(config, toTexts(pointer));
      return;
    default:
      throw new UnsupportedComponent(component);
  }
}

function addFields(component: Component, config: PythonDict): void {
  for (const field of component.children("fields")) {
    const type = valueTypes[field.text("value_type") ?? ""];
    const template = new Template(printPython(field.value("value") ?? null), config, {});
    const value = template.evaluate({}, type === undefined ? undefined : [type]);
    const path = field.list("path").map(printPython);
    if (holds(component, config, { value, path: [...path] })) setPath(config, path, value);
  }
}

function remapField(component: Component, config: PythonDict): void {
  const path = component.list("field_path").map((part) => new Template(printPython(part), config, {}).text());
  let parent: PythonValue = config;
  for (const segment of path.slice(0, -1)) {
    if (!isDict(parent) || !Object.hasOwn(parent, segment)) return;
    parent = parent[segment] ?? null;
  }
  const name = path.at(-1) ?? "";
  if (!isDict(parent) || !Object.hasOwn(parent, name)) return;
  const mapping = createRequestInputs(component.value("map"))({ config, parameters: {} });
  const key = printPython(parent[name] ?? null);
  if (isDict(mapping) && Object.hasOwn(mapping, key)) parent[name] = mapping[key] ?? null;
}

function holds(component: Component, config: PythonDict, context: PythonDict): boolean {
  const condition = component.text("condition") ?? "";
  return !isTrue(condition) || new Condition(condition, config, {}).holds(context);
}

function toTexts(pointer: PythonValue): readonly string[] {
  return Array.isArray(pointer) ? pointer.map((part) => printPython(part as PythonValue)) : [printPython(pointer)];
}

import type { Component } from "../load/component.ts";
import { Condition } from "../load/condition.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { Template, type TemplateType } from "../load/template.ts";
import { setPath } from "../path/set-path.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import type { Transformation } from "./transformation.ts";

/** The `value_type` of a manifest as Python's type. */
export const valueTypes: Readonly<Record<string, TemplateType>> = {
  string: "str",
  number: "float",
  integer: "int",
  boolean: "bool",
};

/** Sets fields to evaluated values, in their order, so that later ones see earlier ones. A condition is asked per field, with its `value` and `path`. */
export function addFields(component: Component, config: PythonDict): Transformation {
  const written = component.text("condition") ?? "";
  const condition = written === "" ? undefined : new Condition(written, config, component.parameters);
  const fields = component.children("fields").map((field) => {
    const path = field.list("path").map(printPython);
    if (path.length === 0)
      throw new ManifestError("Expected a non-zero-length path for the AddFields transformation", { path: field.path });
    const type = valueTypes[field.text("value_type") ?? ""];
    const value = new Template(printPython(field.value("value") ?? null), config, field.parameters);
    return { path, value, types: type === undefined ? undefined : [type] };
  });
  return (record, slice) => {
    const context: PythonDict = { record, stream_slice: slice };
    for (const { path, value, types } of fields) {
      const evaluated = value.evaluate(context, types);
      if (condition?.holds({ ...context, value: evaluated, path: [...path] }) !== false)
        setPath(record, path, evaluated);
    }
  };
}

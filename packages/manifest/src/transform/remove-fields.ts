import type { Component } from "../load/component.ts";
import { Condition } from "../load/condition.ts";
import { deleteLeaves, deletePath } from "../path/delete-path.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { Transformation } from "./transformation.ts";

/** Removes what the pointers name. With a condition, every leaf value it holds for goes, wherever it lies: so does the CDK. */
export function removeFields(component: Component, config: PythonDict): Transformation {
  const written = component.text("condition") ?? "";
  const condition = written === "" ? undefined : new Condition(written, config, component.parameters);
  const pointers = component.list("field_pointers").map((pointer) => toList(pointer).map(printPython));
  return (record) => {
    for (const pointer of pointers) {
      if (condition === undefined) deletePath(record, pointer);
      else deleteLeaves(record, (property) => condition.holds({ property }));
    }
  };
}

function toList(value: PythonValue): readonly PythonValue[] {
  return Array.isArray(value) ? (value as PythonValue[]) : [value];
}

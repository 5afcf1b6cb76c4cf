import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { deletePath } from "../path/delete-path.ts";
import { findValues } from "../path/find-values.ts";
import { getPath } from "../path/get-path.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";
import { replaceRecord } from "./replace-record.ts";
import type { Transformation } from "./transformation.ts";

/** Brings the fields of the object at a path to the top, unless one of their keys is taken there. */
export function dpathFlattenFields(component: Component, config: PythonDict): Transformation {
  const path = component
    .list("field_path")
    .map((part) => new Template(printPython(part), config, component.parameters));
  const deletes = component.flag("delete_origin_value");
  const replaces = component.flag("replace_record");
  const rename = createRename(component.child("key_transformation"), config);
  return (record) => {
    const segments = path.map((part) => part.text());
    const found = segments.includes("*") ? findValues(record, segments)[0] : getPath(record, segments);
    if (!isDict(found)) return;
    const fields = Object.fromEntries(Object.entries(found).map(([key, value]) => [rename(key), value]));
    if (replaces && Object.keys(fields).length > 0) {
      replaceRecord(record, fields);
      return;
    }
    if (Object.keys(fields).some((key) => Object.hasOwn(record, key))) return;
    if (deletes) deletePath(record, segments);
    Object.assign(record, fields);
  };
}

function createRename(component: Component | undefined, config: PythonDict): (key: string) => string {
  const read = (field: string): string => {
    const text = component?.text(field);
    return text === undefined ? "" : new Template(text, config, component?.parameters).text();
  };
  const [prefix, suffix] = [read("prefix"), read("suffix")];
  return (key) => `${prefix}${key}${suffix}`;
}

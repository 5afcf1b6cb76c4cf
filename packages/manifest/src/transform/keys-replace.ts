import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict } from "../python/value.ts";
import { replaceRecord } from "./replace-record.ts";
import type { Transformation } from "./transformation.ts";

/** Replaces a text in all keys, those of nested dicts too, but not inside lists. */
export function keysReplace(component: Component, config: PythonDict): Transformation {
  const read = (field: string): Template =>
    new Template(printPython(component.value(field) ?? null), config, component.parameters);
  const [from, to] = [read("old"), read("new")];
  return (record, slice) => {
    const context: PythonDict = { record, stream_slice: slice };
    replaceRecord(record, rename(record, from.text(context), to.text(context)));
  };
}

function rename(dict: PythonDict, from: string, to: string): PythonDict {
  const renamed: PythonDict = {};
  for (const [key, value] of Object.entries(dict))
    setEntry(
      renamed,
      key.replaceAll(from, () => to),
      isDict(value) ? rename(value, from, to) : value,
    );
  return renamed;
}

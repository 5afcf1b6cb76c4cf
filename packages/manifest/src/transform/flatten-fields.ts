import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { replaceRecord } from "./replace-record.ts";
import type { Transformation } from "./transformation.ts";

/** Brings nested fields to the top: under their own key, or with their parent's before it where that key is taken or a list was met. */
export function flattenFields(component: Component): Transformation {
  const flattensLists = component.flag("flatten_lists", true);
  return (record) => replaceRecord(record, flatten(record, flattensLists));
}

/** The last entry is taken apart first, as from a stack: which of two equal keys keeps its short name depends on it. */
function flatten(record: PythonDict, flattensLists: boolean): PythonDict {
  const flat: PythonDict = {};
  const stack: { value: PythonValue; key: string }[] = [{ value: record, key: "_" }];
  let withParent = false;
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { value, key } = entry;
    if (isDict(value)) {
      for (const [name, item] of Object.entries(value))
        stack.push({ value: item, key: withParent || Object.hasOwn(flat, name) ? `${key}.${name}` : name });
    } else if (Array.isArray(value) && flattensLists) {
      withParent ||= value.length > 0;
      for (const [index, item] of (value as PythonValue[]).entries())
        stack.push({ value: item, key: `${key}.${index}` });
    } else setEntry(flat, key, value);
  }
  return flat;
}

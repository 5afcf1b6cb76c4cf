import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { convertByType } from "./convert-by-type.ts";

/** Changes the values of a record to the types of its schema, where a schema names exactly one: `schema_normalization: Default`. What cannot be changed stays. */
export function normalizeBySchema(record: PythonDict, schema: PythonValue): void {
  descend(record, schema);
}

function descend(value: PythonValue, schema: PythonValue): void {
  if (!isDict(schema)) return;
  const { properties, items } = schema;
  if (isDict(value) && isDict(properties)) {
    for (const [name, property] of Object.entries(properties)) {
      if (!Object.hasOwn(value, name)) continue;
      value[name] = convertByType(value[name] ?? null, property);
      descend(value[name] ?? null, property);
    }
  }
  if (Array.isArray(value) && isDict(items)) {
    const list = value as PythonValue[];
    for (const [index, item] of list.entries()) {
      list[index] = convertByType(item, items);
      descend(list[index] ?? null, items);
    }
  }
}

import { suggestName } from "../error/nearest-name.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { isObject } from "./is-object.ts";
import { listKeys, schemasAt } from "./schemas-at.ts";

/**
 * A sentence for each key of a config that the spec does not list where it lists others: most likely a slip, though a connector may still take
 * it. Keys that begin with `__` are Airbyte's own. Pure.
 */
export function findUnknownKeys(schema: JsonObject, config: JsonObject): string[] {
  return listUnknown(schema, config, []);
}

function listUnknown(schema: JsonObject, value: JsonValue, path: readonly string[]): string[] {
  if (!isObject(value)) return [];
  const known = listKeys(schemasAt(schema, path));
  if (known.length === 0) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const here = [...path, key];
    if (known.includes(key)) return listUnknown(schema, child, here);
    return key.startsWith("__") ? [] : [`The source's spec has no ${here.join(".")}. ${suggestName(key, known)}`];
  });
}

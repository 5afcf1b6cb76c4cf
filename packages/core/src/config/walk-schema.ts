import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { isObject } from "./is-object.ts";

/**
 * Calls `visit` with every value of a config and each schema that may describe it: all branches of `oneOf`, `anyOf`, `allOf`,
 * `if`, the items of arrays, and `$ref`s into the same document. A value without a schema is not visited.
 */
export function walkSchema(
  schema: JsonObject,
  value: JsonValue,
  visit: (schema: JsonObject, value: JsonValue, path: readonly string[]) => void,
): void {
  const walk = (
    part: JsonValue | undefined,
    here: JsonValue | undefined,
    path: readonly string[],
    references: readonly string[],
  ): void => {
    if (!isObject(part) || here === undefined) return;
    visit(part, here, path);
    const reference = part["$ref"];
    if (typeof reference === "string" && !references.includes(reference)) {
      walk(resolvePointer(schema, reference), here, path, [...references, reference]);
    }
    for (const branch of branches(part)) walk(branch, here, path, references);
    if (Array.isArray(here)) {
      here.forEach((item, index) => walk(itemSchema(part, index), item, [...path, String(index)], []));
    } else if (isObject(here)) {
      for (const [key, child] of Object.entries(here)) {
        for (const property of propertySchemas(part, key)) walk(property, child, [...path, key], []);
      }
    }
  };
  walk(schema, value, [], []);
}

function branches(schema: JsonObject): JsonValue[] {
  const lists = ["oneOf", "anyOf", "allOf"].flatMap((keyword) => asList(schema[keyword]));
  return [...lists, ...["if", "then", "else"].flatMap((keyword) => schema[keyword] ?? [])];
}

function itemSchema(schema: JsonObject, index: number): JsonValue | undefined {
  const items = schema["items"];
  return Array.isArray(items) ? (items[index] ?? schema["additionalItems"]) : items;
}

function propertySchemas(schema: JsonObject, key: string): (JsonValue | undefined)[] {
  const properties = schema["properties"];
  if (isObject(properties) && Object.hasOwn(properties, key)) return [properties[key]];
  const patterns = isObject(schema["patternProperties"]) ? Object.values(schema["patternProperties"]) : [];
  return [...patterns, schema["additionalProperties"]];
}

function resolvePointer(schema: JsonObject, reference: string): JsonValue | undefined {
  if (!reference.startsWith("#")) return undefined;
  let found: JsonValue | undefined = schema;
  for (const token of reference.slice(1).split("/").slice(1)) {
    const key = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
    found = isObject(found) ? found[key] : Array.isArray(found) ? found[Number(key)] : undefined;
  }
  return found;
}

function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

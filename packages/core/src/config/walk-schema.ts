import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { isObject } from "./is-object.ts";

/** A value of the config, where it stands, and the schemas met there: one that several references lead to is walked once, and a circle ends. */
interface Place {
  readonly value: JsonValue;
  readonly path: readonly string[];
  readonly met: Set<JsonObject>;
  readonly children: Map<string, Place>;
}

/**
 * Calls `visit` with every value of a config and each schema that may describe it, once: all branches of `oneOf`, `anyOf`, `allOf`,
 * `if`, the items of arrays, and `$ref`s into the same document. A value without a schema is not visited.
 */
export function walkSchema(
  schema: JsonObject,
  value: JsonValue,
  visit: (schema: JsonObject, value: JsonValue, path: readonly string[]) => void,
): void {
  // No recursion: how deep a schema is nested is the connector's choice.
  const steps: [JsonValue | undefined, Place][] = [[schema, createPlace(value, [])]];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const [part, place] = step;
    if (!isObject(part) || place.met.has(part)) continue;
    place.met.add(part);
    visit(part, place.value, place.path);
    for (const branch of branches(part)) steps.push([branch, place]);
    const reference = part["$ref"];
    if (typeof reference === "string") steps.push([resolvePointer(schema, reference), place]);
    for (const [key, child] of listChildren(place.value)) {
      const inner = place.children.get(key) ?? createPlace(child, [...place.path, key]);
      place.children.set(key, inner);
      for (const childSchema of childSchemas(part, place.value, key)) steps.push([childSchema, inner]);
    }
  }
}

function createPlace(value: JsonValue, path: readonly string[]): Place {
  return { value, path, met: new Set(), children: new Map() };
}

function listChildren(value: JsonValue): [string, JsonValue][] {
  return Array.isArray(value) || isObject(value) ? Object.entries(value) : [];
}

function childSchemas(schema: JsonObject, parent: JsonValue, key: string): (JsonValue | undefined)[] {
  return Array.isArray(parent) ? [itemSchema(schema, Number(key))] : propertySchemas(schema, key);
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
    const key = decode(token).replaceAll("~1", "/").replaceAll("~0", "~");
    found = isObject(found) ? found[key] : Array.isArray(found) ? found[Number(key)] : undefined;
  }
  return found;
}

/** A reference that is not encoded as it has to be leads nowhere; it is no reason to fail. */
function decode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

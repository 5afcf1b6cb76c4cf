import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { isRawNumber } from "../protocol/exact-json.ts";
import { isObject } from "./is-object.ts";

/** What only Python's `re` understands, or reads differently: `\A`, `\Z`, `(?P<…>`, `(?i)`. */
const pythonPattern = /\\[AZ]|\(\?P|\(\?[aiLmsux]+\)/;

/**
 * A connector's spec as the validator can take it: without identifiers it would look up, and without patterns that are
 * not JavaScript's.
 */
export function prepareSchema(specification: JsonObject): JsonObject {
  const { $schema: _schema, $id: _identifier, id: _oldIdentifier, ...schema } = specification;
  return prepare(schema) as JsonObject;
}

function prepare(value: JsonValue): JsonValue {
  if (isRawNumber(value)) return Number(value.rawJSON);
  if (Array.isArray(value)) return value.map(prepare);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key, child]) => key !== "pattern" || !isForeignPattern(child));
  return Object.fromEntries(entries.map(([key, child]) => [key, prepare(child)]));
}

function isForeignPattern(pattern: JsonValue): boolean {
  if (typeof pattern !== "string") return false;
  if (pythonPattern.test(pattern)) return true;
  try {
    new RegExp(pattern);
    return false;
  } catch {
    return true;
  }
}

import { createHash } from "node:crypto";
import { printExact } from "../protocol/exact-json.ts";
import type { JsonValue } from "../protocol/json.ts";
import { isObject } from "./is-object.ts";

/** SHA-256 of a JSON value, hexadecimal; the order of keys does not count. */
export function stableHash(value: JsonValue): string {
  return createHash("sha256")
    .update(printExact(sortKeys(value)))
    .digest("hex");
}

function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key] ?? null)]));
}

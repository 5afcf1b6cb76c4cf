import { isRawNumber } from "../protocol/exact-json.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";

/** True for a JSON object: no array, no null, no number that is kept as text. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

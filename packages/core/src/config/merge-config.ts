import type { JsonObject } from "../protocol/json.ts";
import { isObject } from "./is-object.ts";

/** A config with an update merged in, object by object; arrays and other values are replaced. */
export function mergeConfig(config: JsonObject, update: JsonObject): JsonObject {
  const entries = Object.entries(update).map(([key, value]) => {
    const before = Object.hasOwn(config, key) ? config[key] : undefined;
    return [key, isObject(before) && isObject(value) ? mergeConfig(before, value) : value] as const;
  });
  return { ...config, ...Object.fromEntries(entries) };
}

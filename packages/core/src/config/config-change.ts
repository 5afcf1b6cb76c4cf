import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { isObject } from "./is-object.ts";
import { stableHash } from "./stable-hash.ts";

/** A value the connector changed in its config (CONTROL), and what stood there in the user's config. */
export interface ConfigChange {
  readonly path: readonly string[];
  readonly value: JsonValue;
  /** Hash of the user's value; null when the user gave none. */
  readonly base: string | null;
}

/**
 * What the connector's new config changes in the user's. Keys it leaves out are kept, since the protocol calls the new
 * config an update to be merged; arrays are one value.
 */
export function diffConfig(base: JsonObject, updated: JsonObject): ConfigChange[] {
  return diffObject(base, updated, []);
}

/** The user's config with the changes whose base is still what it was, and those changes; the others are dropped. */
export function applyChanges(
  base: JsonObject,
  changes: readonly ConfigChange[],
): { readonly value: JsonObject; readonly kept: readonly ConfigChange[] } {
  const kept = changes.filter((change) => hashAt(base, change.path) === change.base);
  const value = kept.reduce((config, change) => setAt(config, change.path, change.value), base);
  return { value, kept };
}

function diffObject(base: JsonObject, updated: JsonObject, path: readonly string[]): ConfigChange[] {
  return Object.entries(updated).flatMap(([key, value]) => {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    const here = [...path, key];
    if (isObject(before) && isObject(value)) return diffObject(before, value, here);
    const hash = before === undefined ? null : stableHash(before);
    return hash === stableHash(value) ? [] : [{ path: here, value, base: hash }];
  });
}

function hashAt(config: JsonObject, path: readonly string[]): string | null {
  let value: JsonValue | undefined = config;
  for (const key of path) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value === undefined ? null : stableHash(value);
}

function setAt(config: JsonObject, [key, ...rest]: readonly string[], value: JsonValue): JsonObject {
  if (key === undefined) return config;
  const child = config[key];
  return { ...config, [key]: rest.length === 0 ? value : setAt(isObject(child) ? child : {}, rest, value) };
}

import { isRawNumber } from "../protocol/exact-json.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { isObject } from "./is-object.ts";
import { walkSchema } from "./walk-schema.ts";

/** The paths in a config which its spec marks as secret (`airbyte_secret`), as far as the config has a value there. */
export function findSecretPaths(specification: JsonObject, config: JsonObject): string[][] {
  const paths = new Map<string, string[]>();
  walkSchema(specification, config, (schema, _value, path) => {
    if (schema["airbyte_secret"] === true) paths.set(JSON.stringify(path), [...path]);
  });
  return [...paths.values()];
}

/** The texts to be kept out of everything that is shown: the values at secret paths, and what is secret inside of them. */
export function findSecrets(specification: JsonObject, config: JsonObject): string[] {
  const secrets = new Set<string>();
  walkSchema(specification, config, (schema, value) => {
    if (schema["airbyte_secret"] === true) collectTexts(value, secrets);
  });
  return [...secrets];
}

/** The config without the values of its secrets. */
export function withoutSecrets(specification: JsonObject, config: JsonObject): JsonObject {
  return findSecretPaths(specification, config).reduce(
    (value: JsonValue, path) => maskAt(value, path),
    config,
  ) as JsonObject;
}

function collectTexts(value: JsonValue, secrets: Set<string>): void {
  if (typeof value === "string") {
    secrets.add(value);
    for (const line of value.split("\n"))
      if (line.length < value.length && line.trim().length >= 16) secrets.add(line.trim());
    for (const nested of nestedSecrets(value)) collectTexts(nested, secrets);
  } else if (isRawNumber(value)) {
    secrets.add(value.rawJSON);
  } else if (typeof value === "number") {
    secrets.add(String(value));
  } else if (typeof value === "object" && value !== null) {
    for (const child of Object.values(value)) collectTexts(child, secrets);
  }
}

const secretKey = /secret|token|password|passphrase|private|credential|key$/i;

/** A secret that is itself JSON, such as a service account file: its keys and tokens, not its addresses. */
function nestedSecrets(text: string): JsonValue[] {
  if (!text.trimStart().startsWith("{")) return [];
  try {
    const parsed: JsonValue = JSON.parse(text);
    return isObject(parsed)
      ? Object.entries(parsed).flatMap(([key, value]) => (secretKey.test(key) ? [value] : []))
      : [];
  } catch {
    return [];
  }
}

function maskAt(value: JsonValue, [key, ...rest]: readonly string[]): JsonValue {
  if (key === undefined) return "****";
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? maskAt(item, rest) : item));
  return isObject(value) && key in value ? { ...value, [key]: maskAt(value[key] ?? null, rest) } : value;
}

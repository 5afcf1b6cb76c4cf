import { type ConfigEntry, type ConfigObject, env, type JsonObject } from "@airdock/core";
import { applySetOptions, parseSetOption } from "../set-option.ts";

/** The part of a config that `--set` gives: values in the spec's types, and `env:NAME` as a reference that stays one. */
export function readGivenConfig(options: readonly string[], schema: JsonObject): ConfigObject {
  const changes = options.map(parseSetOption);
  const literals = changes.filter(({ text }) => !text.startsWith("env:"));
  const references = changes.filter(({ text }) => text.startsWith("env:"));
  return references.reduce<ConfigObject>(
    (config, { path, text }) => setAt(config, path, env(text.slice(4))),
    applySetOptions({}, literals, schema, {}) as ConfigObject,
  );
}

function setAt(config: ConfigObject, [key = "", ...rest]: readonly string[], value: ConfigEntry): ConfigObject {
  const inner = config[key];
  const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
  return { ...config, [key]: rest.length === 0 ? value : setAt(isObject ? (inner as ConfigObject) : {}, rest, value) };
}

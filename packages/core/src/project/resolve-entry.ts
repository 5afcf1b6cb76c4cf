import { ConfigError } from "../error/config-error.ts";
import { isRawNumber } from "../protocol/exact-json.ts";
import type { JsonValue } from "../protocol/json.ts";
import { isEnvReference } from "./env-reference.ts";

/** The variables a config may refer to. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * A value of the config file with its references to the environment replaced: what `env` made, and `${NAME}` or `${NAME:-default}` in
 * texts; `$${` stands for `${`. `onVariable` is told the path of each value that wholly comes from there. Throws CONFIG_INVALID, which names all
 * variables that are not set.
 */
export function resolveEntry(
  value: unknown,
  variables: Variables,
  where: string,
  onVariable?: (path: readonly string[]) => void,
): JsonValue {
  const missing = new Map<string, string>();
  const look = (name: string, fallback: string | undefined, path: readonly string[]): string => {
    const found = variables[name];
    const text = found === undefined || (found === "" && fallback !== undefined) ? fallback : found;
    if (text === undefined) missing.set(name, missing.get(name) ?? [where, ...path].join("."));
    return text ?? "";
  };
  const resolve = (entry: unknown, path: readonly string[]): JsonValue => {
    if (isEnvReference(entry) || (typeof entry === "string" && wholeReference.test(entry))) onVariable?.(path);
    if (isEnvReference(entry)) return look(entry.env, entry.fallback, path);
    if (typeof entry === "string")
      return entry.replace(reference, (whole, name: string | undefined, fallback: string | undefined) =>
        name === undefined ? whole.slice(1) : look(name, fallback, path),
      );
    if (Array.isArray(entry)) return entry.map((item, index) => resolve(item, [...path, String(index)]));
    if (typeof entry !== "object" || entry === null || isRawNumber(entry)) return entry as JsonValue;
    const present = Object.entries(entry).filter(([, child]) => child !== undefined);
    return Object.fromEntries(present.map(([key, child]) => [key, resolve(child, [...path, key])]));
  };
  const resolved = resolve(value, []);
  if (missing.size > 0) throw notSet(missing);
  return resolved;
}

/** `$${`, or a reference with a name and perhaps a default. */
const reference = /\$\$\{|\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g;

/** A text that is one reference and nothing else. */
const wholeReference = /^\$\{[A-Za-z_]\w*(?::-[^}]*)?\}$/;

function notSet(missing: ReadonlyMap<string, string>): ConfigError {
  const [[first = ""] = []] = missing;
  const lines = [...missing].map(([name, path]) => `${name}, which ${path} needs`);
  const message =
    lines.length === 1
      ? `The environment variable ${lines[0]}, is not set.`
      : `These environment variables are not set:\n${lines.map((line) => `  ${line}`).join("\n")}`;
  return new ConfigError(message, {
    code: "CONFIG_INVALID",
    hint: `export ${first}=…, or write ${first}=… into .env beside the config file.`,
    data: { variables: [...missing.keys()] },
  });
}

import { AirdockError, type JsonObject, type JsonValue, parseExact, schemasAt } from "@airdock/core";

/** One `--set path=value`, taken apart. */
export interface SetOption {
  readonly path: readonly string[];
  readonly text: string;
}

/** Reads `credentials.token=env:TOKEN`. Rejects with USAGE. */
export function parseSetOption(option: string): SetOption {
  const at = option.indexOf("=");
  const path = option.slice(0, at).split(".");
  if (at <= 0 || path.includes(""))
    throw new AirdockError(`--set ${option.split("=")[0]} has no value.`, {
      code: "USAGE",
      hint: "Write --set path.to.key=value.",
    });
  return { path, text: option.slice(at + 1) };
}

/**
 * The config with the values set, each in the type the spec's schema gives at its path; where it gives none: JSON if it
 * parses, else text. `env:NAME` is replaced from the environment. A literal at a secret path is SECRET_IN_ARGUMENTS, since
 * other users of the machine can read command lines.
 */
export function applySetOptions(
  config: JsonObject,
  options: readonly SetOption[],
  schema: JsonObject,
  env: Readonly<Record<string, string | undefined>>,
): JsonObject {
  let changed = config;
  for (const { path, text } of options) {
    const schemas = schemasAt(schema, path);
    const literal = !text.startsWith("env:");
    if (literal && schemas.some((found) => found.airbyte_secret === true)) throw secretInArguments(path);
    changed = setAt(changed, path, convert(literal ? text : readVariable(text.slice(4), env), schemas, path));
  }
  return changed;
}

/**
 * The config with the texts at these paths in the type the spec gives there, which only texts that look like a number or a boolean need; what
 * does not fit stays text, for the validation to tell.
 */
export function convertTexts(
  config: JsonObject,
  paths: readonly (readonly string[])[],
  schema: JsonObject,
): JsonObject {
  return paths.reduce((changed, path) => {
    const text = textAt(changed, path);
    const types = schemasAt(schema, path).map(({ type }) => type);
    if (text === undefined || types.length === 0 || types.flat().includes("string")) return changed;
    const parsed = parseOrUndefined(text);
    return parsed === undefined ? changed : setAt(changed, path, parsed);
  }, config);
}

/** The paths whose texts look like something else than text. */
export function findConvertible(config: JsonObject, paths: readonly (readonly string[])[]): (readonly string[])[] {
  return paths.filter((path) => /^(?:-?\d[\d.eE+-]*|true|false)$/.test(textAt(config, path) ?? ""));
}

function textAt(config: JsonObject, path: readonly string[]): string | undefined {
  let value: JsonValue | undefined = config;
  for (const key of path) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

function convert(text: string, schemas: readonly JsonObject[], path: readonly string[]): JsonValue {
  const types = new Set(
    schemas.flatMap(({ type }) => (Array.isArray(type) ? type : [type])).filter((type) => typeof type === "string"),
  );
  types.delete("null");
  if (types.size === 1 && types.has("string")) return text;
  const parsed = parseOrUndefined(text);
  if (
    parsed !== undefined &&
    (types.size === 0 || types.has(typeName(parsed)) || (types.has("number") && typeof parsed === "number"))
  )
    return parsed;
  if (types.size === 0 || types.has("string")) return text;
  throw new AirdockError(`--set ${path.join(".")} needs a value of type ${[...types].join(" or ")}.`, {
    code: "CONFIG_INVALID",
    hint: "`airdock spec` with the source's name shows what it can be configured with.",
  });
}

function typeName(value: JsonValue): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function parseOrUndefined(text: string): JsonValue | undefined {
  try {
    return parseExact(text);
  } catch {
    return undefined;
  }
}

function readVariable(name: string, env: Readonly<Record<string, string | undefined>>): string {
  const value = env[name];
  if (value === undefined)
    throw new AirdockError(`The environment variable ${name} is not set.`, {
      code: "CONFIG_INVALID",
      hint: `export ${name}=…`,
    });
  return value;
}

function setAt(object: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
  const [key = "", ...rest] = path;
  if (rest.length === 0) return { ...object, [key]: value };
  const inner = object[key];
  return { ...object, [key]: setAt(isObject(inner) ? inner : {}, rest, value) };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function secretInArguments(path: readonly string[]): AirdockError {
  const name = path.at(-1)?.toUpperCase() ?? "TOKEN";
  return new AirdockError(`${path.join(".")} is a secret and does not belong on the command line.`, {
    code: "SECRET_IN_ARGUMENTS",
    hint: `Put it into the environment and write --set ${path.join(".")}=env:${name}, or use --config FILE.`,
  });
}

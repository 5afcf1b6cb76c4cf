import type { ErrorObject } from "ajv";
import { nearestName } from "../error/nearest-name.ts";
import type { ConfigFinding } from "./config-finding.ts";

/** A validator's error in words for people: where, what was expected, what is there. Values of secrets are not shown. */
export function describeFinding(error: ErrorObject): ConfigFinding {
  const { path, message } = describe(error);
  return { path, message: `${message}${showExample(error)}` };
}

function describe(error: ErrorObject): ConfigFinding {
  const path = readablePath(error.instancePath);
  const { keyword, params } = error;
  switch (keyword) {
    case "required":
      return { path: join(path, String(params["missingProperty"])), message: "is required and missing" };
    case "additionalProperties":
      return { path: join(path, String(params["additionalProperty"])), message: unknownKey(error) };
    case "type":
      return { path, message: `is ${describeValue(error)}, expected ${describeType(params["type"])}` };
    case "const":
      return { path, message: `is ${describeValue(error)}, expected ${JSON.stringify(params["allowedValue"])}` };
    case "enum":
      return {
        path,
        message: `is ${describeValue(error)}, expected one of ${listValues(params["allowedValues"])}${nearestValue(error)}`,
      };
    case "pattern":
      return { path, message: `is ${describeValue(error)}, expected ${patternWords(error)}` };
    case "oneOf":
    case "anyOf":
      return { path, message: `fits none of the forms the connector takes${titles(error)}` };
    default:
      return { path, message: error.message ?? "does not fit the spec" };
  }
}

/** An example from the spec, where it has one and something of that kind is missing there. */
function showExample(error: ErrorObject): string {
  if (!["required", "type", "pattern", "minLength", "minItems"].includes(error.keyword)) return "";
  const properties = error.parentSchema?.["properties"] as Readonly<Record<string, unknown>> | undefined;
  const schema: unknown =
    error.keyword === "required" ? properties?.[String(error.params["missingProperty"])] : error.parentSchema;
  if (typeof schema !== "object" || schema === null || ("airbyte_secret" in schema && schema.airbyte_secret === true))
    return "";
  const examples: unknown = "examples" in schema ? schema.examples : undefined;
  const [example]: unknown[] = Array.isArray(examples) ? examples : [examples];
  return example === undefined ? "" : `, for example ${JSON.stringify(example)}`;
}

/** `/streams/2/name` → `streams[2].name`. */
function readablePath(pointer: string): string {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  return keys.reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : join(path, key)), "");
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function describeValue(error: ErrorObject): string {
  const { data } = error;
  if (Array.isArray(data)) return "an array";
  if (data === null) return "null";
  if (typeof data === "object") return "an object";
  if (error.parentSchema?.["airbyte_secret"] === true) return `a ${typeof data}`;
  const text = JSON.stringify(data);
  return `${typeof data === "boolean" ? "" : `the ${typeof data} `}${text.length > 60 ? `${text.slice(0, 57)}…` : text}`;
}

function describeType(type: unknown): string {
  const types = (Array.isArray(type) ? type : [type]).map(String);
  return types.map((name) => (name === "null" ? name : `${/^[aeio]/.test(name) ? "an" : "a"} ${name}`)).join(" or ");
}

function listValues(values: unknown): string {
  return (Array.isArray(values) ? values : []).map((value) => JSON.stringify(value)).join(", ");
}

function nearestValue({ data, params }: ErrorObject): string {
  const words = (params["allowedValues"] as unknown[]).filter((value) => typeof value === "string");
  const nearest = typeof data === "string" ? nearestName(data, words) : undefined;
  return nearest === undefined ? "" : `; did you mean ${JSON.stringify(nearest)}?`;
}

function patternWords({ parentSchema, params }: ErrorObject): string {
  const words = parentSchema?.["pattern_descriptor"];
  return typeof words === "string" ? words : `the pattern ${String(params["pattern"])}`;
}

function unknownKey({ params, parentSchema }: ErrorObject): string {
  const known = Object.keys((parentSchema?.["properties"] as object | undefined) ?? {});
  const nearest = nearestName(String(params["additionalProperty"]), known);
  return nearest === undefined ? "is not a known key" : `is not a known key; did you mean ${nearest}?`;
}

function titles({ schema }: ErrorObject): string {
  const names = (Array.isArray(schema) ? schema : []).flatMap(({ title }: { title?: unknown }) =>
    typeof title === "string" ? [title] : [],
  );
  return names.length === 0 ? "" : `: ${names.join(", ")}`;
}

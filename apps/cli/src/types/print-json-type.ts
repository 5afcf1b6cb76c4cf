import type { JsonObject, JsonValue } from "@airdock/core";
import { printComment } from "./print-comment.ts";
import { printLiteral } from "./print-literal.ts";
import { stripMarkup } from "../strip-markup.ts";

/** How a schema is written as a type: with `null` for properties of data, without for those of a config. */
export interface JsonTypeOptions {
  /** Data: every property may be absent or null. Default false: a config, where `required` counts. */
  readonly isData?: boolean;
}

/** Indent of the deepest level that is written out, in characters; what is below is `unknown`. */
const deepest = 100;

/** The TypeScript type of what a JSON schema describes; `unknown` for what it does not say. */
export function printJsonType(schema: JsonObject, options: JsonTypeOptions = {}, indent = ""): string {
  if (indent.length > deepest) return "unknown";
  if (schema.const !== undefined) return printLiteral(schema.const);
  if (Array.isArray(schema.enum)) return unite(schema.enum.map(printLiteral));
  const branches = [schema.oneOf, schema.anyOf].find(Array.isArray)?.filter(isObject) ?? [];
  if (branches.length > 0)
    return unite(branches.map((branch) => printJsonType(withBase(schema, branch), options, indent)));
  const types = [schema.type].flat().filter((type) => typeof type === "string" && type !== "null") as string[];
  if (types.length === 0) return isObject(schema.properties) ? printObject(schema, options, indent) : "unknown";
  return unite(types.map((type) => printOne(type, schema, options, indent)));
}

function printOne(type: string, schema: JsonObject, options: JsonTypeOptions, indent: string): string {
  switch (type) {
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    case "integer":
    case "number":
      return "number";
    case "array":
      return `readonly ${wrap(isObject(schema.items) ? printJsonType(schema.items, options, `${indent} `) : "unknown")}[]`;
    case "object":
      return printObject(schema, options, indent);
    default:
      return "unknown";
  }
}

function printObject(schema: JsonObject, options: JsonTypeOptions, indent: string): string {
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  if (properties.length === 0) return "{ readonly [key: string]: unknown }";
  const required = Array.isArray(schema.required) ? schema.required : [];
  const inner = `${indent}  `;
  const lines = properties.map(([key, property]) => {
    const child = isObject(property) ? property : {};
    const isOptional = options.isData === true || !required.includes(key);
    const type = printJsonType(child, options, inner);
    const nullable = options.isData === true && type !== "unknown" ? `${type} | null` : type;
    return `${describe(child, inner, options)}${inner}readonly ${printName(key)}${isOptional ? "?" : ""}: ${nullable};\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
}

/** A comment editors show: what a setting is for. */
function describe({ description, title }: JsonObject, indent: string, { isData }: JsonTypeOptions): string {
  const text = [description, title].find((each) => typeof each === "string");
  if (isData === true || typeof text !== "string") return "";
  const plain = stripMarkup(text);
  return plain === "" ? "" : printComment(plain, indent);
}

/** A branch of alternatives together with what stands beside them. */
function withBase({ oneOf: _one, anyOf: _any, ...base }: JsonObject, branch: JsonObject): JsonObject {
  const properties = {
    ...(isObject(base.properties) ? base.properties : {}),
    ...(isObject(branch.properties) ? branch.properties : {}),
  };
  const required = [base.required, branch.required].flatMap((names) => (Array.isArray(names) ? names : []));
  return { ...base, ...branch, ...(Object.keys(properties).length === 0 ? {} : { properties, required }) };
}

/** A property's name, with quotes where it needs them. */
export function printName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : printLiteral(key);
}

function unite(types: readonly string[]): string {
  return types.includes("unknown") ? "unknown" : [...new Set(types)].join(" | ");
}

function wrap(type: string): string {
  return /^[\w"]+$/.test(type) || (type.startsWith("{") && !type.includes(" | ")) ? type : `(${type})`;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

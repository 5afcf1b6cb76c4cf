import type { JsonObject, JsonValue } from "@airdock/core";
import { stripMarkup } from "../strip-markup.ts";

/** A property of a connector's spec, as a form shows it. */
export interface SpecField {
  readonly key: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
}

/** The properties of an object's schema in the order a form shows them (`order`, as Airbyte's interface does), without hidden ones. */
export function listFields(schema: JsonObject): SpecField[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(asObject(schema.properties))
    .map(([key, property]) => ({ key, schema: asObject(property), isRequired: required.includes(key) }))
    .filter(({ schema: property }) => property.airbyte_hidden !== true)
    .toSorted((one, other) => orderOf(one.schema) - orderOf(other.schema));
}

/** The alternatives of an object: each a title and the schema of what it adds. */
export function listBranches(schema: JsonObject): { readonly title: string; readonly schema: JsonObject }[] {
  const list = [schema.oneOf, schema.anyOf].find(Array.isArray) ?? [];
  const branches = list.map(asObject).filter((branch) => "properties" in branch);
  return branches.map((branch, index) => ({ title: asText(branch.title) || `Option ${index + 1}`, schema: branch }));
}

/** What a schema takes, `null` left out; a schema that does not say is taken by its form. */
export function typeOf(schema: JsonObject): string {
  const types = [schema.type].flat().filter((type) => typeof type === "string" && type !== "null");
  if (typeof types[0] === "string") return types[0];
  if ("properties" in schema || listBranches(schema).length > 0) return "object";
  return "items" in schema ? "array" : "string";
}

/** A property's title with the first sentence of its description. */
export function describeField(key: string, schema: JsonObject): string {
  const sentence = sentenceOf(schema);
  return sentence === "" ? titleOf(key, schema) : `${titleOf(key, schema)}: ${sentence}`;
}

/** A property's title, or its key. */
export function titleOf(key: string, schema: JsonObject): string {
  return asText(schema.title) || key;
}

/** The first sentence of a property's description, without markup; empty where there is none. */
export function sentenceOf(schema: JsonObject): string {
  const [sentence = ""] = stripMarkup(asText(schema.description)).split(/(?<=\.)\s/);
  return sentence.length > 140 ? `${sentence.slice(0, 139)}…` : sentence;
}

/** The first example of a schema as text. */
export function exampleOf({ examples }: JsonObject): string | undefined {
  const [example] = Array.isArray(examples) ? examples : [examples];
  if (example === undefined || example === null) return undefined;
  return typeof example === "string" ? example : JSON.stringify(example);
}

/** A member of a schema as an object; an empty one where it is none. */
export function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function orderOf({ order }: JsonObject): number {
  return typeof order === "number" ? order : Number.MAX_SAFE_INTEGER;
}

function asText(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

import type { FieldPath } from "../protocol/catalog.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { isJsonObject, objectMember } from "../protocol/member.ts";

/** Where a path leaves what a schema declares. */
export interface UndeclaredPart {
  /** The first part of the path that is not declared. */
  readonly part: string;
  /** The properties that are declared in its place. */
  readonly declared: readonly string[];
  /** What is declared in its place is no object: nothing can be there. */
  readonly isDeadEnd: boolean;
}

/** The part of a path that a schema does not declare; undefined where it declares all of them. What lies behind `$ref` counts as undeclared. */
export function findUndeclared(schema: JsonObject, path: FieldPath): UndeclaredPart | undefined {
  let node: JsonValue = schema;
  for (const part of path) {
    const properties: JsonObject = (isJsonObject(node) ? objectMember(node, "properties") : undefined) ?? {};
    const next: JsonValue | undefined = Object.hasOwn(properties, part) ? properties[part] : undefined;
    if (next === undefined) return { part, declared: Object.keys(properties), isDeadEnd: !mayBeObject(node) };
    node = next;
  }
  return undefined;
}

/** False for a schema that names its types, and objects are not among them. */
function mayBeObject(schema: JsonValue): boolean {
  const type = isJsonObject(schema) ? schema["type"] : undefined;
  const types = typeof type === "string" ? [type] : type;
  return !Array.isArray(types) || types.includes("object");
}

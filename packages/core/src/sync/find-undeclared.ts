import type { FieldPath } from "../protocol/catalog.ts";
import type { JsonObject, JsonValue } from "../protocol/json.ts";
import { isJsonObject, objectMember } from "../protocol/member.ts";

/** Where a path leaves what a schema declares. */
export interface UndeclaredPart {
  /** The first part of the path that is not declared. */
  readonly part: string;
  /** The properties that are declared in its place. */
  readonly declared: readonly string[];
}

/** The part of a path that a schema does not declare; undefined where it declares all of them. What lies behind `$ref` counts as undeclared. */
export function findUndeclared(schema: JsonObject, path: FieldPath): UndeclaredPart | undefined {
  let node: JsonValue = schema;
  for (const part of path) {
    const properties: JsonObject = (isJsonObject(node) ? objectMember(node, "properties") : undefined) ?? {};
    const next: JsonValue | undefined = Object.hasOwn(properties, part) ? properties[part] : undefined;
    if (next === undefined) return { part, declared: Object.keys(properties) };
    node = next;
  }
  return undefined;
}

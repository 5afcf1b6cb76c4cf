import type { JsonObject } from "../protocol/json.ts";
import { isObject } from "./is-object.ts";

/** All schemas that speak of a path of a config, through `oneOf`, `anyOf` and `allOf`; none: the schema does not know it. */
export function schemasAt(schema: JsonObject, path: readonly string[]): JsonObject[] {
  const here = alternatives(schema);
  const [key, ...rest] = path;
  if (key === undefined) return here;
  return here.flatMap(({ properties }) =>
    isObject(properties) && Object.hasOwn(properties, key) && isObject(properties[key])
      ? schemasAt(properties[key], rest)
      : [],
  );
}

/** The keys that a schema's object may have by name. */
export function listKeys(schemas: readonly JsonObject[]): string[] {
  return schemas.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : []));
}

/** A schema and its branches, those of branches too. Without recursion: how deep they are nested is the connector's choice. */
function alternatives(schema: JsonObject): JsonObject[] {
  const found = new Set([schema]);
  for (const { oneOf, anyOf, allOf } of found) {
    for (const branch of [oneOf, anyOf, allOf].flatMap((list) => (Array.isArray(list) ? list : []))) {
      if (isObject(branch)) found.add(branch);
    }
  }
  return [...found];
}

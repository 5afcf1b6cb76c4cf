import { type JsonObject, suggestName } from "@airdock/core";
import { listKeys, schemasAt } from "./schemas-at.ts";

/**
 * A warning when the spec lists the keys of a config and a path goes by none of them, which most likely is a slip;
 * undefined when all is well. A connector may still take such a key.
 */
export function findUnknownKey(schema: JsonObject, path: readonly string[]): string | undefined {
  for (const [index, key] of path.entries()) {
    const known = listKeys(schemasAt(schema, path.slice(0, index)));
    if (known.length === 0) return undefined;
    if (!known.includes(key))
      return `The source's spec has no ${path.slice(0, index + 1).join(".")}. ${suggestName(key, known)}`;
  }
  return undefined;
}

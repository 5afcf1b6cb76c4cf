import { isDict } from "../python/is-dict.ts";
import type { PythonValue } from "../python/value.ts";
import { TracedError } from "../stream/traced-error.ts";

const maxDepth = 5;

/** The first value under a key, however deep it lies in dicts and lists; undefined where there is none. Deeper than five levels is a failure. */
export function findDeep(value: PythonValue, key: string, depth = 0): PythonValue | undefined {
  if (depth > maxDepth) {
    const message = `The maximum level of recursion is reached. Couldn't find the specified \`${key}\` in the response.`;
    throw new TracedError(message, { failureType: "config_error", internalMessage: message });
  }
  if (isDict(value) && Object.hasOwn(value, key)) return value[key] ?? undefined;
  const children: readonly PythonValue[] = Array.isArray(value) ? value : isDict(value) ? Object.values(value) : [];
  for (const child of children) {
    const found = findDeep(child, key, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

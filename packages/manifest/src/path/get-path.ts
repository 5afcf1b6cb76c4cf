import { PythonError } from "../python/python-error.ts";
import type { PythonValue } from "../python/value.ts";
import { findValues } from "./find-values.ts";
import { findChild, isGlob } from "./matches-segment.ts";

/** The value at a path of dicts and lists (dpath's `get`); undefined where there is none. A pattern must match one value at most. */
export function getPath(value: PythonValue, path: readonly string[]): PythonValue | undefined {
  if (path.some(isGlob)) {
    const [found, second] = findValues(value, path);
    if (second === undefined) return found;
    throw new PythonError("ValueError", `dpath.get() globs must match only one leaf: ${path.join("/")}`);
  }
  let current: PythonValue | undefined = value;
  for (const segment of path) {
    current = findChild(current, segment);
    if (current === undefined) return undefined;
  }
  return current;
}

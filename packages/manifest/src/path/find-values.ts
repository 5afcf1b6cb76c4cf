import type { PythonValue } from "../python/value.ts";
import { walkValues } from "./walk-values.ts";
import { findChild, isGlob, listChildren, matchesSegment } from "./matches-segment.ts";

/** All values whose path matches, in document order (dpath's `values`). `**` stands for any number of segments. */
export function findValues(value: PythonValue, path: readonly string[]): readonly PythonValue[] {
  if (path.length === 0) return [];
  if (path.includes("**")) return [...walkValues(value, path)].map((placed) => placed.value);
  const found: PythonValue[] = [];
  collect(value, path, 0, found);
  return found;
}

function collect(value: PythonValue, path: readonly string[], depth: number, found: PythonValue[]): void {
  if (depth === path.length) {
    found.push(value);
    return;
  }
  const segment = path[depth] ?? "";
  if (isGlob(segment)) {
    for (const [key, child] of listChildren(value))
      if (matchesSegment(key, segment)) collect(child, path, depth + 1, found);
  } else {
    const child = findChild(value, segment);
    if (child !== undefined) collect(child, path, depth + 1, found);
  }
}

import type { PythonValue } from "../python/value.ts";
import { listChildren, matchesSegment } from "./matches-segment.ts";

/** A value inside a document, with the dict or list it stands in. */
export interface PlacedValue {
  readonly path: readonly string[];
  readonly parent: PythonValue;
  readonly value: PythonValue;
}

/** Every value inside a document whose path matches a pattern with `**`, in dpath's order: all children of a value before theirs. */
export function* walkValues(document: PythonValue, pattern: readonly string[]): Generator<PlacedValue> {
  for (const placed of walk(document, [])) if (matches(placed.path, pattern)) yield placed;
}

function* walk(parent: PythonValue, location: readonly string[]): Generator<PlacedValue> {
  const children = listChildren(parent);
  for (const [key, value] of children) yield { path: [...location, key], parent, value };
  for (const [key, value] of children) yield* walk(value, [...location, key]);
}

/** `**` stands for any number of segments, none included. */
function matches(path: readonly string[], pattern: readonly string[]): boolean {
  const stars = pattern.indexOf("**");
  const tail = pattern.slice(stars + 1);
  if (path.length < pattern.length - 1) return false;
  return (
    pattern.slice(0, stars).every((segment, index) => matchesSegment(path[index] ?? "", segment)) &&
    tail.every((segment, index) => matchesSegment(path[path.length - tail.length + index] ?? "", segment))
  );
}

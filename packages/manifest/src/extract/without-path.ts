import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { matchesSegment } from "../path/matches-segment.ts";

/** A copy of a dict without the lists at a path; what is not on the path is shared. */
export function withoutPath(dict: PythonDict, path: readonly string[]): PythonDict {
  return strip(dict, path) as PythonDict;
}

function strip(value: PythonValue, path: readonly string[]): PythonValue {
  const [segment = "", ...rest] = path;
  if (Array.isArray(value))
    return rest.length === 0
      ? value
      : value.map((item: PythonValue, index) => (matchesSegment(String(index), segment) ? strip(item, rest) : item));
  if (!isDict(value)) return value;
  const kept: PythonDict = {};
  for (const [key, item] of Object.entries(value)) {
    if (!matchesSegment(key, segment)) kept[key] = item;
    else if (rest.length > 0) kept[key] = strip(item, rest);
    else if (!Array.isArray(item)) kept[key] = item;
  }
  return kept;
}

import { isDict } from "../python/is-dict.ts";
import { PythonError } from "../python/python-error.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { findChild, isFromEnd, listChildren, matchesSegment } from "./matches-segment.ts";

/** Sets the value at a path, making what is missing on the way: a list where the next segment is a number, else a dict (dpath's `new`). */
export function setPath(target: PythonDict, path: readonly string[], value: PythonValue): void {
  let current: PythonValue = target;
  for (const [index, segment] of path.slice(0, -1).entries()) {
    let next = findChild(current, segment);
    if (next === undefined) {
      next = /^\d+$/u.test(path[index + 1] ?? "") ? [] : {};
      put(current, segment, next);
    }
    if (!Array.isArray(next) && !isDict(next))
      throw new PythonError("PathNotFound", `Path: ${path.join("/")}[${index}]`);
    current = next;
  }
  put(current, path.at(-1) ?? "", value);
}

/** Sets every value whose path matches (dpath's `set`). Returns how many there were. */
export function replacePath(target: PythonValue, path: readonly string[], value: PythonValue): number {
  const [segment = "", ...rest] = path;
  let replaced = 0;
  for (const [key, child] of listChildren(target)) {
    const matched = matchesSegment(key, segment) || isFromEnd(target, key, segment);
    if (!matched) continue;
    if (rest.length === 0) {
      put(target, key, value);
      replaced += 1;
    } else replaced += replacePath(child, rest, value);
  }
  return replaced;
}

function put(target: PythonValue, key: string, value: PythonValue): void {
  if (!Array.isArray(target)) {
    if (isDict(target)) setEntry(target, key, value);
    return;
  }
  if (!/^\d+$/u.test(key)) throw new PythonError("TypeError", "list indices must be integers or slices, not str");
  const list = target as PythonValue[];
  const index = Number(key);
  while (list.length <= index) list.push(null);
  list[index] = value;
}

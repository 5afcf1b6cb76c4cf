import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { findChild, isFromEnd, isGlob, listChildren, matchesSegment } from "./matches-segment.ts";
import { walkValues } from "./walk-values.ts";

/** Deletes every value whose path matches (dpath's `delete`). In the middle of a list null takes its place. */
export function deletePath(target: PythonValue, path: readonly string[]): void {
  if (path.length === 1 && isDict(target) && !isGlob(path[0] ?? "")) {
    delete target[path[0] ?? ""];
    return;
  }
  if (path.includes("**")) for (const { path: found } of [...walkValues(target, path)]) removeAt(target, found);
  else walk(target, path, 0);
}

/** Deletes every leaf at any depth that `selects` accepts: with a condition, dpath looks at the values and not at the path. */
export function deleteLeaves(target: PythonValue, selects: (value: PythonValue) => boolean): void {
  const children = listChildren(target);
  for (const [key, child] of children) if (isLeaf(child) && selects(child)) remove(target, key);
  for (const [, child] of children) if (!isLeaf(child)) deleteLeaves(child, selects);
}

function walk(value: PythonValue, path: readonly string[], depth: number): void {
  const segment = path[depth] ?? "";
  for (const [key, child] of listChildren(value)) {
    if (!matchesSegment(key, segment) && !isFromEnd(value, key, segment)) continue;
    if (depth === path.length - 1) remove(value, key);
    else walk(child, path, depth + 1);
  }
}

/** What was found may have gone since, with something it stood in. */
function removeAt(target: PythonValue, path: readonly string[]): void {
  let parent: PythonValue = target;
  for (const segment of path.slice(0, -1)) parent = findChild(parent, segment) ?? null;
  if (findChild(parent, path.at(-1) ?? "") !== undefined) remove(parent, path.at(-1) ?? "");
}

function remove(parent: PythonValue, key: string): void {
  if (isDict(parent)) delete (parent as PythonDict)[key];
  else if (Array.isArray(parent)) {
    const list = parent as PythonValue[];
    if (list.length - 1 === Number(key)) list.pop();
    else if (Number(key) < list.length) list[Number(key)] = null;
  }
}

function isLeaf(value: PythonValue): boolean {
  return !Array.isArray(value) && !isDict(value);
}

import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { isGlob, listChildren, matchesSegment } from "./matches-segment.ts";

/** Deletes every value whose path matches (dpath's `delete`). In the middle of a list null takes its place. */
export function deletePath(target: PythonValue, path: readonly string[]): void {
  if (path.length === 1 && isDict(target) && !isGlob(path[0] ?? "")) {
    delete target[path[0] ?? ""];
    return;
  }
  walk(target, path, 0);
}

/** Deletes every leaf at any depth that `selects` accepts: with a condition, dpath looks at the values and not at the path. */
export function deleteLeaves(target: PythonValue, selects: (value: PythonValue) => boolean): void {
  const children = listChildren(target);
  for (const [key, child] of children) if (isLeaf(child) && selects(child)) remove(target, key);
  for (const [, child] of children) if (!isLeaf(child)) deleteLeaves(child, selects);
}

function walk(value: PythonValue, path: readonly string[], depth: number): void {
  const segment = path[depth] ?? "";
  const isLast = depth === path.length - 1;
  for (const [key, child] of listChildren(value)) {
    if (segment === "**") {
      if (isLast) remove(value, key);
      else {
        walk(child, path, depth);
        if (matchesSegment(key, path[depth + 1] ?? "")) walkOrRemove(value, key, child, path, depth + 1);
      }
    } else if (matchesSegment(key, segment)) walkOrRemove(value, key, child, path, depth);
  }
}

function walkOrRemove(
  parent: PythonValue,
  key: string,
  child: PythonValue,
  path: readonly string[],
  depth: number,
): void {
  if (depth === path.length - 1) remove(parent, key);
  else walk(child, path, depth + 1);
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

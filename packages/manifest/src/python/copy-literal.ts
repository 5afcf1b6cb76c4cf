import { MappingObject } from "./mapping-object.ts";
import { PythonFloat } from "./python-float.ts";
import { PythonObject } from "./python-object.ts";
import { PythonTuple } from "./python-tuple.ts";
import { setEntry } from "./set-entry.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** Deeper values are printed and read, which knows Python's limit. */
const deepest = 50;

/**
 * A copy of a value that would come back the same if it were printed and read as a literal, without doing so; undefined for all else:
 * texts at the top, which are read themselves, dates, undefined, infinities.
 */
export function copyLiteral(value: PythonValue): PythonValue | undefined {
  return typeof value === "string" ? undefined : copy(value, 0);
}

function copy(value: PythonValue, depth: number): PythonValue | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) return undefined;
  if (Array.isArray(value)) return copyList(value, depth);
  if (value instanceof MappingObject) return copyDict(value.entries, depth);
  if (value instanceof PythonObject)
    return value instanceof PythonFloat && Number.isFinite(value.value) ? value : undefined;
  return copyDict(value, depth);
}

function copyList(list: PythonValue[], depth: number): PythonValue[] | undefined {
  const items: PythonValue[] = list instanceof PythonTuple ? new PythonTuple() : [];
  for (const item of list) {
    const kept = copy(item, depth + 1);
    if (kept === undefined) return undefined;
    items.push(kept);
  }
  return items;
}

function copyDict(dict: PythonDict, depth: number): PythonDict | undefined {
  const copied: PythonDict = {};
  for (const key of Object.keys(dict)) {
    const kept = key.charCodeAt(0) === 0 ? undefined : copy(dict[key] ?? null, depth + 1);
    if (kept === undefined) return undefined;
    setEntry(copied, key, kept);
  }
  return copied;
}

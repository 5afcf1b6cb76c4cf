import { isDict } from "../python/is-dict.ts";
import { equalPython } from "../python/equal-python.ts";
import { PythonError } from "../python/python-error.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict } from "../python/value.ts";

/** Options of a request: a dict, or a whole body as text. */
export type RequestOptions = PythonDict | string;

/**
 * Puts options from several sources together. The same key twice is an error; in JSON bodies (`mergeEqual`) equal values
 * and nested objects merge. A text cannot be combined with anything. Rule and words: the CDK's `combine_mappings`.
 */
export function mergeOptions(sources: readonly RequestOptions[], mergeEqual = false): RequestOptions {
  const texts = sources.filter((source) => typeof source === "string");
  const filled = sources.filter((source) => typeof source === "string" || Object.keys(source).length > 0);
  if (texts.length > 1) throw new PythonError("ValueError", "Cannot combine multiple string options");
  const [text] = texts;
  if (text !== undefined) {
    if (filled.length > 1) throw new PythonError("ValueError", "Cannot combine multiple options if one is a string");
    return text;
  }
  const merged: PythonDict = {};
  for (const source of filled) if (typeof source !== "string") mergeInto(merged, source, [], mergeEqual);
  return merged;
}

function mergeInto(target: PythonDict, source: PythonDict, path: readonly string[], mergeEqual: boolean): void {
  for (const [key, value] of Object.entries(source)) {
    if (!Object.hasOwn(target, key)) {
      setEntry(target, key, isDict(value) ? structuredCopy(value) : value);
      continue;
    }
    const known = target[key] ?? null;
    const here = [...path, key];
    if (isDict(known) && isDict(value) && mergeEqual) mergeInto(known, value, here, mergeEqual);
    else if (!mergeEqual || isDict(known) !== isDict(value) || !equalPython(known, value)) throw collision(here);
  }
}

function structuredCopy(dict: PythonDict): PythonDict {
  const copy: PythonDict = {};
  for (const [key, value] of Object.entries(dict)) setEntry(copy, key, isDict(value) ? structuredCopy(value) : value);
  return copy;
}

function collision(path: readonly string[]): PythonError {
  return new PythonError(
    "ValueError",
    `Request body collision, duplicate keys detected at key path: ${path.join(".")}. Please ensure that all keys in the request are unique.`,
  );
}

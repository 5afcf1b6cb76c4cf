import { isDict } from "../python/is-dict.ts";
import type { PythonValue } from "../python/value.ts";

const globs = new Map<string, RegExp>();

/** Whether a segment of a path is a pattern: `*`, `?`, `[abc]` as in file names. */
export function isGlob(segment: string): boolean {
  return /[*?[]/u.test(segment);
}

/** Whether a key matches a segment: by pattern, else letter by letter. */
export function matchesSegment(key: string, segment: string): boolean {
  if (!isGlob(segment)) return key === segment;
  let pattern = globs.get(segment);
  if (pattern === undefined) {
    pattern = compileGlob(segment);
    globs.set(segment, pattern);
  }
  return pattern.test(key);
}

/** Whether a key of a list is the one a negative segment counts from its end. */
export function isFromEnd(parent: PythonValue, key: string, segment: string): boolean {
  return Array.isArray(parent) && /^-\d+$/u.test(segment) && Number(segment) + parent.length === Number(key);
}

/** The children of a dict or list by their keys; none for all else. */
export function listChildren(value: PythonValue): readonly (readonly [string, PythonValue])[] {
  if (Array.isArray(value)) return value.map((item: PythonValue, index) => [String(index), item] as const);
  return isDict(value) ? Object.entries(value) : [];
}

/** The child under a key; of a list by its index, from the end where negative. Undefined where there is none. */
export function findChild(value: PythonValue, segment: string): PythonValue | undefined {
  if (Array.isArray(value)) return /^-?\d+$/u.test(segment) ? (value as PythonValue[]).at(Number(segment)) : undefined;
  return isDict(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

function compileGlob(segment: string): RegExp {
  let source = "";
  for (let index = 0; index < segment.length; index += 1) {
    const character = segment[index] ?? "";
    const close = character === "[" ? segment.indexOf("]", index + 2) : -1;
    if (character === "*") source += ".*";
    else if (character === "?") source += ".";
    else if (close > 0) {
      const set = segment.slice(index + 1, close).replaceAll("\\", "\\\\");
      source += `[${set.startsWith("!") ? `^${set.slice(1)}` : set.replace(/^\^/u, "\\^")}]`;
      index = close;
    } else source += character.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
  }
  return new RegExp(`^${source}$`, "su");
}

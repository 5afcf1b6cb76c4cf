import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { ManifestProblem } from "./manifest-problem.ts";

/** Values a manifest may hold once everything it refers to stands in its place; the largest of Airbyte's have some 100,000. */
const maxValues = 5_000_000;

/**
 * Where aliases or references repeat each other so often that a small file becomes too large to be read; undefined for all others. Takes time by what is written, not by
 * what it stands for.
 */
export function findExpansion(manifest: PythonDict): ManifestProblem | undefined {
  const sizes = new Map<object, number>();
  if (sizeOf(manifest, sizes) <= maxValues) return undefined;
  let [place, path]: [PythonValue, string] = [manifest, ""];
  for (;;) {
    const next: readonly [string, PythonValue] | undefined = entriesOf(place).find(
      ([, child]) => sizeOf(child, sizes) > maxValues,
    );
    if (next === undefined) break;
    path = Array.isArray(place) ? `${path}[${next[0]}]` : path === "" ? next[0] : `${path}.${next[0]}`;
    place = next[1];
  }
  const message = `Aliases and references repeat each other here: they stand for more than ${maxValues.toLocaleString("en")} values.`;
  return { path, message };
}

function sizeOf(value: PythonValue, sizes: Map<object, number>): number {
  if (typeof value !== "object" || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  // One that holds itself has no end.
  sizes.set(value, Number.POSITIVE_INFINITY);
  const size = entriesOf(value).reduce((sum, [, child]) => sum + sizeOf(child, sizes), 1);
  sizes.set(value, size);
  return size;
}

function entriesOf(value: PythonValue): readonly (readonly [string, PythonValue])[] {
  if (Array.isArray(value)) return value.map((item, index) => [String(index), item as PythonValue] as const);
  return isDict(value) ? Object.entries(value) : [];
}

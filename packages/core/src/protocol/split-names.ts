/**
 * Names that a text lists with a separator between them. A known name that has the separator in it goes before the split, the longest one
 * first: `a,b,c` is `a,b` and `c` where `a,b` is known.
 */
export function splitNames(text: string, separator: string, known: ReadonlySet<string>): string[] {
  const parts = text.split(separator);
  // Only as many parts are joined as known names have, so that a long list takes no longer than a split.
  const sizes = [...new Set([...known].map((name) => name.split(separator).length))].toSorted((a, b) => b - a);
  const names: string[] = [];
  for (let start = 0; start < parts.length;) {
    const found = findKnown(parts, start, { sizes, separator, known });
    const name = found?.name ?? parts[start]?.trim() ?? "";
    if (name !== "") names.push(name);
    start += found?.size ?? 1;
  }
  return names;
}

interface KnownNames {
  /** How many parts the known names have, the most first. */
  readonly sizes: readonly number[];
  readonly separator: string;
  readonly known: ReadonlySet<string>;
}

function findKnown(
  parts: readonly string[],
  start: number,
  { sizes, separator, known }: KnownNames,
): { readonly name: string; readonly size: number } | undefined {
  for (const size of sizes) {
    const whole = parts.slice(start, start + size).join(separator);
    const name = [whole, whole.trim()].find((each) => known.has(each));
    if (name !== undefined && start + size <= parts.length) return { name, size };
  }
  return undefined;
}

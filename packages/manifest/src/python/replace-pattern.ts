import { compilePattern } from "./compile-pattern.ts";
import { PythonError } from "./python-error.ts";

const escape = /\\(?:g<(\w+)>|(\d{1,2})|([^]))/g;
const letters: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  f: "\f",
  v: "\v",
  a: "\x07",
  b: "\b",
  "\\": "\\",
};

/** Python's `re.sub`: every match is replaced, `\1` and `\g<name>` stand for groups. */
export function replacePattern(text: string, pattern: string, replacement: string): string {
  return text.replaceAll(compilePattern(pattern), (...match: unknown[]) => expand(replacement, match));
}

function expand(replacement: string, match: unknown[]): string {
  const groups = match.at(-1);
  const named = typeof groups === "object" && groups !== null ? (groups as Record<string, string | undefined>) : {};
  return replacement.replaceAll(
    escape,
    (whole, name: string | undefined, digits: string | undefined, other: string) => {
      const key = name ?? digits;
      if (key !== undefined) return readGroup(key, match, named);
      if (/[A-Za-z]/.test(other) && !Object.hasOwn(letters, other))
        throw new PythonError("re.error", `bad escape ${whole}`);
      return letters[other] ?? whole;
    },
  );
}

function readGroup(key: string, match: unknown[], named: Record<string, string | undefined>): string {
  const group = /^\d+$/.test(key) ? match[Number(key)] : named[key];
  return typeof group === "string" ? group : "";
}

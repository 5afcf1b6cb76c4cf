import { PythonError } from "./python-error.ts";
import { translatePattern } from "./translate-pattern.ts";

const known = new Map<string, RegExp>();
const most = 1000;

/** A Python regular expression as one of JavaScript's. One that cannot be compiled raises Python's `re.error`. */
export function compilePattern(pattern: string, flags = "g"): RegExp {
  const key = `${flags}/${pattern}`;
  const found = known.get(key);
  if (found !== undefined) {
    found.lastIndex = 0;
    return found;
  }
  const compiled = compile(pattern, flags);
  if (known.size >= most) known.clear();
  known.set(key, compiled);
  return compiled;
}

function compile(pattern: string, flags: string): RegExp {
  const translated = translatePattern(pattern);
  try {
    return new RegExp(translated.source, [...new Set(`${flags}${translated.flags}u`)].join(""));
  } catch (error) {
    throw new PythonError("re.error", error instanceof Error ? error.message : String(error));
  }
}

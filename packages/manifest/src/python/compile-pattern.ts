import { PythonError } from "./python-error.ts";

const differing = /\\[^]|\[\^?\]|\(\?P<|\(\?P=(\w+)\)|\(\?[aiLmsux]+\)|\(\?#[^)]*\)|\[|\]/g;
const anchors: Readonly<Record<string, string>> = { "\\A": "^", "\\Z": "(?![^])" };
const known = new Map<string, RegExp>();
const most = 1000;

/** A Python regular expression as one of JavaScript's: named groups, `\A`, `\Z` and inline flags are translated. */
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
  let inline = "";
  const translated = pattern.replaceAll(differing, (match, name: string | undefined) => {
    if (match === "(?P<") return "(?<";
    if (name !== undefined) return `\\k<${name}>`;
    if (match.startsWith("(?#")) return "";
    if (match.startsWith("(?")) {
      inline += match.slice(2, -1).replaceAll(/[^ims]/g, "");
      return "";
    }
    return anchors[match] ?? match;
  });
  const dollar = inline.includes("m") ? translated : endBeforeNewline(translated);
  try {
    return new RegExp(dollar, [...new Set(flags + inline)].join(""));
  } catch (error) {
    throw new PythonError("re.error", error instanceof Error ? error.message : String(error));
  }
}

/** Python's `$` matches before a newline at the end too. */
function endBeforeNewline(pattern: string): string {
  return pattern.replaceAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|\$/g, (match) => (match === "$" ? "(?=\\n?(?![^]))" : match));
}

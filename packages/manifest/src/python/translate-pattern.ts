const wordClass = String.raw`\p{L}\p{N}_`;
const boundary = `(?:(?<=[${wordClass}])(?![${wordClass}])|(?<![${wordClass}])(?=[${wordClass}]))`;
const noBoundary = `(?:(?<=[${wordClass}])(?=[${wordClass}])|(?<![${wordClass}])(?![${wordClass}]))`;

/** Escapes that mean the same in both languages, with what follows them. */
const same = /\\(?:[1-9]\d?|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[fnrtv^$\\.*+?()[\]{}|/])/y;
const outside: Readonly<Record<string, string>> = {
  "\\A": "(?<![^])",
  "\\Z": "(?![^])",
  "\\w": `[${wordClass}]`,
  "\\W": `[^${wordClass}]`,
  "\\d": String.raw`\p{Nd}`,
  "\\D": String.raw`\P{Nd}`,
  "\\s": String.raw`[\s\x1c-\x1f\x85]`,
  "\\S": String.raw`[^\s\x1c-\x1f\x85]`,
  "\\b": boundary,
  "\\B": noBoundary,
  "\\a": String.raw`\x07`,
};
const inside: Readonly<Record<string, string>> = {
  "\\w": wordClass,
  "\\d": String.raw`\p{Nd}`,
  "\\D": String.raw`\P{Nd}`,
  "\\s": String.raw`\s\x1c-\x1f\x85`,
  "\\b": String.raw`\x08`,
  "\\a": String.raw`\x07`,
  "\\-": String.raw`\-`,
};

/** A regular expression of Python's as the source of one of JavaScript's with the flag `u`, and the flags it names itself (`(?i)`). */
export function translatePattern(pattern: string): { source: string; flags: string } {
  let flags = "";
  let isInClass = false;
  let source = "";
  let position = 0;
  const isVerbose = /^\(\?[a-zA-Z]*x/.test(pattern);
  while (position < pattern.length) {
    const part: string =
      isVerbose && !isInClass && pattern[position] === "#"
        ? readComment(pattern, position)
        : readPart(pattern, position, isInClass);
    position += part.length;
    const inline = /^\(\?([aiLmsux]+)\)$/.exec(part)?.[1];
    if (inline !== undefined) flags += inline.replaceAll(/[^ims]/g, "");
    else if (isVerbose && !isInClass && /^(?:\s|#.*\n?)$/.test(part)) continue;
    else if (part.startsWith("\\")) source += translateEscape(part, isInClass);
    else if (isInClass) {
      isInClass = part !== "]";
      source += part === "[" ? "\\[" : part;
    } else if (part.startsWith("[")) {
      isInClass = true;
      // A bracket right at the start of a class is an ordinary character.
      source += part.endsWith("]") ? `${part.slice(0, -1)}\\]` : part;
    } else source += translateSyntax(part);
  }
  return { source: source.replaceAll("\0", flags.includes("m") ? "$" : "(?=\n?(?![^]))"), flags };
}

function readPart(pattern: string, position: number, isInClass: boolean): string {
  if (pattern[position] === "\\") {
    const escape = /\\(?:U[0-9a-fA-F]{8}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|0[0-7]{0,2}|[1-3][0-7]{2}|[1-9]\d?|[^])/y;
    escape.lastIndex = position;
    return escape.exec(pattern)?.[0] ?? "\\";
  }
  if (isInClass) return pattern.charAt(position);
  const syntax = /\(\?P<|\(\?P=\w+\)|\(\?[aiLmsux]+\)|\(\?#[^)]*\)|\[\^?\]?|\{\d*,\d*\}|\{\d+\}|[^]/y;
  syntax.lastIndex = position;
  return syntax.exec(pattern)?.[0] ?? "";
}

function readComment(pattern: string, position: number): string {
  return /#.*\n?/y.exec(pattern.slice(position))?.[0] ?? "#";
}

function translateSyntax(part: string): string {
  if (part === "(?P<") return "(?<";
  if (part.startsWith("(?P=")) return `\\k<${part.slice(4, -1)}>`;
  if (part.startsWith("(?#")) return "";
  if (part === "$") return "\0";
  if (part.startsWith("{,") && part !== "{,}") return `{0${part.slice(1)}`;
  if (part === "{,}") return "*";
  return part === "{" || part === "}" || part === "]" ? `\\${part}` : part;
}

function translateEscape(escape: string, isInClass: boolean): string {
  const table = isInClass ? inside : outside;
  if (Object.hasOwn(table, escape)) return table[escape] ?? escape;
  const code = /^\\(?:U([0-9a-fA-F]{8})|(0[0-7]{0,2}|[1-3][0-7]{2}))$/.exec(escape);
  if (code !== null)
    return `\\u{${(code[1] === undefined ? Number.parseInt(code[2] ?? "0", 8) : Number.parseInt(code[1], 16)).toString(16)}}`;
  same.lastIndex = 0;
  if (same.test(escape)) return escape;
  // Letters must be known; any other character may be escaped without need.
  return /^\\[A-Za-z]$/.test(escape) ? escape : escape.slice(1);
}

import { TemplateError } from "./template-error.ts";

const escape = /\\(?:\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])/g;
const short: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** The text of a string literal in a template, whose escapes are those of Python's `unicode-escape`. */
export function decodeText(body: string, position: number): string {
  if (!body.includes("\\")) return body;
  return body.replaceAll(escape, (match) => {
    const code = match.slice(1);
    if (Object.hasOwn(short, code)) return short[code] ?? "";
    if (/^[0-7]/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8));
    const value = code.length > 1 ? Number.parseInt(code.slice(1), 16) : undefined;
    if (value !== undefined && value <= 0x10ffff) return String.fromCodePoint(value);
    if (value !== undefined || "xuUN".includes(code))
      throw new TemplateError("'unicodeescape' codec can't decode bytes", position);
    return match;
  });
}

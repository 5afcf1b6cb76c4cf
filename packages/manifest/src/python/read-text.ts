const opening = /([uU]|[rR])?('''|"""|'|")/y;
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
const numeric = /[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}/y;

/** The string literal at a place of a text, and where it ends; undefined where none begins or it is not closed. Bytes and f-strings are none. */
export function readText(text: string, position: number): { value: string; end: number } | undefined {
  opening.lastIndex = position;
  const match = opening.exec(text);
  if (match === null) return undefined;
  const quote = match[2] ?? "";
  const raw = match[1] === "r" || match[1] === "R";
  let value = "";
  let index = position + match[0].length;
  while (index < text.length) {
    const character = text.charAt(index);
    if (text.startsWith(quote, index)) return { value, end: index + quote.length };
    if (character === "\n" && quote.length === 1) return undefined;
    if (character !== "\\") {
      value += character;
      index += 1;
      continue;
    }
    const escape = raw ? { value: text.slice(index, index + 2), end: index + 2 } : readEscape(text, index + 1);
    if (escape === undefined) return undefined;
    value += escape.value;
    index = escape.end;
  }
  return undefined;
}

/** What stands after a backslash; an unknown escape keeps its backslash, a broken numeric one is an error. */
function readEscape(text: string, position: number): { value: string; end: number } | undefined {
  const character = text.charAt(position);
  if (Object.hasOwn(short, character)) return { value: short[character] ?? "", end: position + 1 };
  numeric.lastIndex = position;
  const code = numeric.exec(text)?.[0];
  if (code !== undefined) {
    const value = /^[0-7]/.test(code) ? Number.parseInt(code, 8) : Number.parseInt(code.slice(1), 16);
    return value > 0x10ffff ? undefined : { value: String.fromCodePoint(value), end: position + code.length };
  }
  return "xuUN".includes(character) ? undefined : { value: `\\${character}`, end: position + 1 };
}

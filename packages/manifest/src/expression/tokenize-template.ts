import { toFloat, toInteger } from "../python/number.ts";
import { decodeText } from "./decode-text.ts";
import { TemplateError } from "./template-error.ts";
import type { Token } from "./token.ts";

const opening = /\{\{|\{%|\{#/g;
const rawBlock = /\{%[-+]?\s*raw\s*(-?)%\}([^]*?)\{%([-+]?)\s*endraw\s*(-?)[+]?%\}/y;
const number =
  /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|\d(?:_?\d)*(?:(?:\.\d(?:_?\d)*)?[eE][-+]?\d(?:_?\d)*|\.\d(?:_?\d)*)?/y;
const word = /[\p{L}_][\p{L}\p{N}_]*/uy;
const text = /'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"/y;
const operator = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y;
const closing: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Splits a template into tokens as jinja does by default: `-` beside a delimiter strips white space, one newline at the end is dropped. */
export function tokenizeTemplate(template: string): Token[] {
  const source = template.replaceAll(/\r\n?/g, "\n").replace(/\n$/, "");
  const tokens: Token[] = [];
  let position = 0;
  let strip = false;
  const addData = (end: number, stripEnd: boolean): void => {
    let data = source.slice(position, end);
    if (strip) data = data.replace(/^\s+/, "");
    if (stripEnd) data = data.replace(/\s+$/, "");
    if (data !== "") tokens.push({ kind: "data", text: data, position });
  };
  for (;;) {
    opening.lastIndex = position;
    const match = opening.exec(source);
    if (match === null) break;
    const start = match.index;
    const sign = source.charAt(start + 2);
    const raw = matchAt(rawBlock, source, start);
    addData(start, sign === "-");
    if (raw !== null) {
      const [all, stripStart, body = "", stripEnd, stripAfter] = raw;
      const kept = stripStart === "-" ? body.replace(/^\s+/, "") : body;
      const data = stripEnd === "-" ? kept.replace(/\s+$/, "") : kept;
      if (data !== "") tokens.push({ kind: "data", text: data, position: start });
      position = start + all.length;
      strip = stripAfter === "-";
    } else if (match[0] === "{#") {
      const end = source.indexOf("#}", start + 2);
      if (end < 0) throw new TemplateError("Missing end of comment tag", start);
      strip = source.charAt(end - 1) === "-" && end - 1 >= start + 2;
      position = end + 2;
    } else {
      const begin = start + (sign === "-" || sign === "+" ? 3 : 2);
      const kind = match[0] === "{{" ? "print" : "statement";
      tokens.push({ kind: "begin", text: kind, position: start });
      const end = addCode(source, begin, kind, tokens);
      tokens.push({ kind: "end", text: kind, position: end.start });
      strip = end.strip;
      position = end.position;
    }
  }
  addData(source.length, false);
  return tokens;
}

/** Adds the tokens up to the closing delimiter, which counts only outside all brackets. */
function addCode(
  source: string,
  begin: number,
  kind: "print" | "statement",
  tokens: Token[],
): { start: number; position: number; strip: boolean } {
  const delimiter = kind === "print" ? "}}" : "%}";
  const brackets: string[] = [];
  let position = begin;
  while (position < source.length) {
    const character = source.charAt(position);
    if (/\s/.test(character)) {
      position += 1;
      continue;
    }
    if (brackets.length === 0) {
      const sign = character === "-" || (character === "+" && kind === "statement") ? 1 : 0;
      if (source.startsWith(delimiter, position + sign))
        return { start: position, position: position + sign + 2, strip: character === "-" };
    }
    const token = readToken(source, position);
    if (token.kind === "operator") trackBrackets(token, brackets);
    tokens.push(token);
    position = token.end;
  }
  const expected = brackets.at(-1);
  throw new TemplateError(
    expected === undefined
      ? `unexpected end of template, expected 'end of ${kind} statement'.`
      : `unexpected end of template, '${expected}' is open`,
    source.length,
  );
}

function readToken(source: string, position: number): Token & { end: number } {
  const name = matchAt(word, source, position);
  if (name !== null) return { kind: "name", text: name[0], position, end: position + name[0].length };
  const digits = matchAt(number, source, position);
  if (digits !== null)
    return { kind: "number", text: digits[0], value: readValue(digits[0]), position, end: position + digits[0].length };
  const quoted = matchAt(text, source, position);
  if (quoted !== null) {
    const value = decodeText(quoted[1] ?? quoted[2] ?? "", position);
    return { kind: "text", text: quoted[0], value, position, end: position + quoted[0].length };
  }
  const symbol = matchAt(operator, source, position);
  if (symbol === null) throw new TemplateError(`unexpected char '${source.charAt(position)}' at ${position}`, position);
  return { kind: "operator", text: symbol[0], position, end: position + symbol[0].length };
}

function readValue(digits: string): ReturnType<typeof toFloat> | bigint {
  const plain = digits.replaceAll("_", "");
  return /^0[bBoOxX]|^\d+$/.test(plain) ? toInteger(BigInt(plain)) : toFloat(Number(plain));
}

function trackBrackets(token: Token, brackets: string[]): void {
  if ("([{".includes(token.text)) brackets.push(token.text);
  const opener = closing[token.text];
  if (opener === undefined) return;
  const expected = brackets.pop();
  if (expected !== opener) throw new TemplateError(`unexpected '${token.text}'`, token.position);
}

function matchAt(pattern: RegExp, source: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(source);
}

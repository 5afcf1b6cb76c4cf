import { parseExact } from "./exact-json.ts";
import type { JsonValue } from "./json.ts";
import { LooseWalker } from "./loose-walker.ts";
import { skipSpace } from "./skip-space.ts";

/** `parseExact` that takes `NaN`, `Infinity` and `-Infinity`, which Python prints, for null. Throws SyntaxError. */
export function parseLoose(text: string): JsonValue {
  try {
    return parseExact(text);
  } catch (error) {
    const valid = replaceTokens(text);
    if (valid === text) throw error;
    return parseExact(valid);
  }
}

/** The text with null for each `NaN`, `Infinity` and `-Infinity`; the same text where there is none. */
export function replaceTokens(text: string): string {
  if (!/NaN|Infinity/.test(text)) return text;
  const bytes = Buffer.from(text);
  const walker = new LooseWalker();
  // Line ends, which may stand in a file's text, end a line here.
  for (let index = 0; index < bytes.length; index++) if (bytes[index] === 0x0a) bytes[index] = 0x20;
  if (walker.skipValue(bytes, skipSpace(bytes, 0), 0) < 0 || walker.tokens.length === 0) return text;
  const original = Buffer.from(text);
  const parts: Uint8Array[] = [];
  let position = 0;
  for (let index = 0; index < walker.tokens.length; index += 2) {
    parts.push(original.subarray(position, walker.tokens[index]), Buffer.from("null"));
    position = walker.tokens[index + 1] ?? position;
  }
  return Buffer.concat([...parts, original.subarray(position)]).toString();
}

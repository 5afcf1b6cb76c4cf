import { utf8Text } from "./utf8-text.ts";

const maxCharacters = 2000;

/** The beginning of a line for reports: at most 2,000 characters, invalid bytes replaced. */
export function excerpt(bytes: Uint8Array, start: number, end: number): string {
  const text = utf8Text(bytes, start, Math.min(end, start + maxCharacters * 4));
  return text.length <= maxCharacters ? text : text.slice(0, maxCharacters).replace(/[\uD800-\uDBFF]$/, "");
}

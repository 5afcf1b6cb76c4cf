/**
 * What a terminal would obey rather than show: control characters (C0, DEL, C1), the marks that turn the direction of writing, and the line and paragraph
 * separators. Letters of any script, and joiners, stay.
 */
const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** The same, as far as text of several lines does not consist of it. */
const obeyedInText =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text of several lines as a terminal may show it: what it would obey is written as `\u001b`. Line feeds and tabs stay. */
export function escapeText(text: string): string {
  return text.replace(obeyedInText, spell);
}

/** A name or a cell as a terminal may show it, on one line. */
export function escapeLine(text: string): string {
  return text.replace(obeyed, (character) => short[character] ?? spell(character));
}

/** JSON text with the same value that a terminal may show: JSON's own escapes cover the rest. */
export function escapeJson(json: string): string {
  return json.replace(obeyedInText, spell);
}

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function spell(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

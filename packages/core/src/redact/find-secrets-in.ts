import { DecodedText, hasEscapes, withoutSpace } from "./decoded-text.ts";
import type { SecretNeedle } from "./secret-needle.ts";

/** A range of characters. */
export type TextRange = readonly [start: number, end: number];

/** How often escapes may stand in escapes: JSON in a URL in JSON. */
const maxLayers = 3;

/** Where a text holds a secret in any of its spellings. Not merged. */
export function findSecretsIn(text: string, needles: readonly SecretNeedle[]): TextRange[] {
  const ranges: TextRange[] = [];
  for (const needle of needles) {
    collect(text, needle.raw, (start, end) => {
      if (!needle.isWord || standsAlone(text, start, end)) ranges.push([start, end]);
    });
  }
  searchEncoded(text, needles, (start, end) => ranges.push([start, end]));
  const layers: DecodedText[] = [];
  let layer = text;
  for (let depth = 0; depth < maxLayers && hasEscapes(layer); depth += 1) {
    const decoded = new DecodedText(layer);
    if (decoded.text === layer) break;
    layers.unshift(decoded);
    layer = decoded.text;
    const add = (start: number, end: number): void => {
      ranges.push(layers.reduce<TextRange>(([from, to], each) => each.sourceRange(from, to), [start, end]));
    };
    for (const { decoded: forms } of needles) for (const form of forms) collect(layer, form, add);
    searchEncoded(layer, needles, add, withoutSpace);
  }
  return ranges;
}

function searchEncoded(
  text: string,
  needles: readonly SecretNeedle[],
  add: (start: number, end: number) => void,
  spell: (needle: string) => string = (needle) => needle,
): void {
  for (const { base64 } of needles)
    for (const core of base64)
      // What stands at its ends holds bits of the secret as well.
      collect(text, spell(core), (start, end) => add(...widen(text, start, end)));
  if (!/[0-9a-f]{16}/i.test(text)) return;
  const lower = text.replaceAll(/[A-F]+/g, (run) => run.toLowerCase());
  for (const { hex } of needles) collect(lower, hex, add);
}

function widen(text: string, start: number, end: number): TextRange {
  const isDigit = (index: number): boolean => /^[\w+/ -]$/.test(text[index] ?? "");
  return [isDigit(start - 1) ? start - 1 : start, isDigit(end) ? end + 1 : end];
}

function collect(text: string, wanted: string, add: (start: number, end: number) => void): void {
  if (wanted === "") return;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length))
    add(at, at + wanted.length);
}

const letter = /[\p{L}\p{N}_]/u;

function standsAlone(text: string, start: number, end: number): boolean {
  return !letter.test(text[start - 1] ?? "") && !letter.test(text[end] ?? "");
}

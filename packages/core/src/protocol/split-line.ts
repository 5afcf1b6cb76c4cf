import { Byte } from "./byte.ts";
import { latin1Text } from "./latin1-text.ts";
import { LooseWalker } from "./loose-walker.ts";
import { skipSpace } from "./skip-space.ts";

/** A part of a line: one whole object, or what is damaged. */
export interface LinePiece {
  readonly start: number;
  readonly end: number;
  readonly isWhole: boolean;
}

/** How a message begins: by its type, or by what it carries. */
const opening =
  /^\{\s*"(?:type"\s*:\s*"(?:RECORD|STATE|TRACE|LOG|CONTROL|SPEC|CATALOG|CONNECTION_STATUS)"|(?:record|state|trace|log|control)"\s*:\s*\{)/;
const openingLength = 80;

/** So many times the bytes of a line are walked at most: damage inside damage could make it their square. */
const maxWalks = 8;

/**
 * Takes a line apart in which several objects stand one behind the other, as two threads that print at once leave it. Between
 * them there may be space. Behind damage the next piece begins where a message begins. Linear in the line's length.
 */
export function splitLine(bytes: Uint8Array, start: number, end: number): LinePiece[] {
  const walker = new LooseWalker();
  const pieces: LinePiece[] = [];
  let left = (end - start) * maxWalks;
  let damage = -1;
  let position = skipSpace(bytes, start);
  while (position < end) {
    const after = bytes[position] === Byte.openBrace && left > 0 ? walker.skipValue(bytes, position, 0) : -1;
    if (after < 0) {
      if (damage < 0) damage = position;
      left -= Math.max(0, walker.position - position);
      position = left > 0 ? findOpening(bytes, position + 1, end) : end;
      continue;
    }
    if (damage >= 0) pieces.push({ start: damage, end: position, isWhole: false });
    damage = -1;
    pieces.push({ start: position, end: after, isWhole: true });
    position = skipSpace(bytes, after);
  }
  if (damage >= 0) pieces.push({ start: damage, end, isWhole: false });
  return pieces;
}

function findOpening(bytes: Uint8Array, start: number, end: number): number {
  for (let brace = bytes.indexOf(Byte.openBrace, start); brace >= 0 && brace < end;) {
    const next = skipSpace(bytes, brace + 1);
    if (bytes[next] === Byte.quote && opening.test(latin1Text(bytes, brace, Math.min(end, brace + openingLength))))
      return brace;
    brace = bytes.indexOf(Byte.openBrace, brace + 1);
  }
  return end;
}

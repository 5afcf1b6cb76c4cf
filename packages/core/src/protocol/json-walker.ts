import { Byte } from "./byte.ts";
import { KeyStack } from "./key-stack.ts";
import { latin1Text } from "./latin1-text.ts";
import { losesDigits } from "./loses-digits.ts";
import { RecordMark } from "./message.ts";
import { skipSpace } from "./skip-space.ts";
import { skipPlain } from "./skip-plain.ts";
import { startsWith } from "./starts-with.ts";

/** Objects and arrays inside each other that are accepted; a value nested deeper cannot be read. */
export const maxDepth = 1000;

const [trueWord, falseWord, nullWord] = [Buffer.from("true"), Buffer.from("false"), Buffer.from("null")];
/** The value of each hexadecimal digit, of either case; 16 for all other bytes. */
const hexDigits = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\da-f]/i.test(String.fromCharCode(byte)) ? Number.parseInt(String.fromCharCode(byte), 16) : 16,
);
const shortEscapes = Buffer.from('"\\/bfnrt');

/**
 * Walks JSON text as bytes and checks its grammar, without making values. Every method takes the position where to
 * begin and answers the position behind, or -1 where the text is not JSON. The text must end in a line end or with the
 * bytes themselves: no position is compared with an end, since no token of JSON goes on over either.
 * UTF-8 is not checked here.
 */
export class JsonWalker {
  /** Bits of `RecordMark` met since `begin`. */
  marks = 0;

  /** The bytes walked last, and the same bytes to be read four at a time. */
  #bytes: Uint8Array = new Uint8Array();
  #words: DataView = new DataView(new ArrayBuffer(0));
  readonly #keys = new KeyStack();

  /** Forgets what was walked before: its marks, and the objects that were left open where the text was broken. */
  begin(): void {
    this.marks = 0;
    this.#keys.size = 0;
  }

  /** A value of any type, beginning at its first byte. */
  skipValue(bytes: Uint8Array, start: number, depth: number): number {
    switch (bytes[start]) {
      case Byte.quote:
        return this.skipString(bytes, start + 1);
      case Byte.openBrace:
        return this.#skipObject(bytes, start + 1, depth + 1);
      case Byte.openBracket:
        return this.#skipArray(bytes, start + 1, depth + 1);
      case Byte.t:
        return skipWord(bytes, start, trueWord);
      case Byte.f:
        return skipWord(bytes, start, falseWord);
      case Byte.n:
        return skipWord(bytes, start, nullWord);
      default:
        return this.skipNumber(bytes, start);
    }
  }

  /** A string, from behind its opening quote. */
  skipString(bytes: Uint8Array, start: number): number {
    if (bytes !== this.#bytes) this.#view(bytes);
    const words = this.#words;
    let position = start;
    for (;;) {
      position = skipPlain(words, position);
      const byte = bytes[position++] ?? 0;
      if (byte === Byte.quote) return position;
      if (byte === Byte.backslash) position = this.#skipEscape(bytes, position);
      else if (byte < Byte.space) return -1;
      if (position < 0) return -1;
    }
  }

  /** A number; marks it when a double may not keep it. */
  skipNumber(bytes: Uint8Array, start: number): number {
    let position = bytes[start] === Byte.minus ? start + 1 : start;
    const first = position;
    position = skipDigits(bytes, position);
    if (position === first || (bytes[first] === Byte.zero && position > first + 1)) return -1;
    if (bytes[position] === Byte.point) {
      const fraction = position + 1;
      position = skipDigits(bytes, fraction);
      if (position === fraction) return -1;
    }
    const length = position - first;
    if (((bytes[position] ?? 0) | 0x20) === Byte.e) {
      position = skipExponent(bytes, position + 1);
      if (position < 0) return -1;
    } else if (length <= 15) return position;
    const isMarked = (this.marks & RecordMark.number) !== 0;
    if (!isMarked && losesDigits(latin1Text(bytes, start, position))) this.marks |= RecordMark.number;
    return position;
  }

  #view(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #skipObject(bytes: Uint8Array, start: number, depth: number): number {
    if (depth > maxDepth) return -1;
    const keys = this.#keys;
    const base = keys.size;
    let position = skipSpace(bytes, start);
    if (bytes[position] === Byte.closeBrace) return position + 1;
    for (;;) {
      if (bytes[position] !== Byte.quote) return -1;
      const key = position + 1;
      position = this.skipString(bytes, key);
      if (position < 0) return -1;
      if (keys.add(bytes, base, key, position - 1)) this.marks |= RecordMark.key;
      position = skipSpace(bytes, position);
      if (bytes[position] !== Byte.colon) return -1;
      position = this.skipValue(bytes, skipSpace(bytes, position + 1), depth);
      if (position < 0) return -1;
      position = skipSpace(bytes, position);
      if (bytes[position] === Byte.closeBrace) {
        keys.size = base;
        return position + 1;
      }
      if (bytes[position] !== Byte.comma) return -1;
      position = skipSpace(bytes, position + 1);
    }
  }

  #skipArray(bytes: Uint8Array, start: number, depth: number): number {
    if (depth > maxDepth) return -1;
    let position = skipSpace(bytes, start);
    if (bytes[position] === Byte.closeBracket) return position + 1;
    for (;;) {
      position = this.skipValue(bytes, position, depth);
      if (position < 0) return -1;
      position = skipSpace(bytes, position);
      if (bytes[position] === Byte.closeBracket) return position + 1;
      if (bytes[position] !== Byte.comma) return -1;
      position = skipSpace(bytes, position + 1);
    }
  }

  /** What follows a backslash. A NUL and half a surrogate pair are valid JSON, and marked. */
  #skipEscape(bytes: Uint8Array, start: number): number {
    const byte = bytes[start] ?? 0;
    if (byte !== Byte.u) return shortEscapes.includes(byte) ? start + 1 : -1;
    const unit = hexUnit(bytes, start + 1);
    if (unit < 0) return -1;
    const next = start + 5;
    if (unit === 0 || (unit >= 0xdc00 && unit <= 0xdfff)) this.marks |= RecordMark.escape;
    if (unit < 0xd800 || unit > 0xdbff) return next;
    const low = bytes[next] === Byte.backslash && bytes[next + 1] === Byte.u ? hexUnit(bytes, next + 2) : -1;
    if (low >= 0xdc00 && low <= 0xdfff) return next + 6;
    this.marks |= RecordMark.escape;
    return next;
  }
}

function skipWord(bytes: Uint8Array, start: number, word: Uint8Array): number {
  return startsWith(bytes, start, word) ? start + word.length : -1;
}

function skipDigits(bytes: Uint8Array, start: number): number {
  let position = start;
  for (;;) {
    const byte = bytes[position] ?? 0;
    if (byte < Byte.zero || byte > Byte.nine) return position;
    position += 1;
  }
}

function skipExponent(bytes: Uint8Array, start: number): number {
  const signed = bytes[start] === Byte.plus || bytes[start] === Byte.minus;
  const first = signed ? start + 1 : start;
  const position = skipDigits(bytes, first);
  return position === first ? -1 : position;
}

/** The code unit that four hexadecimal digits write, or -1. */
function hexUnit(bytes: Uint8Array, start: number): number {
  let unit = 0;
  for (let index = 0; index < 4; index++) {
    const digit = hexDigits[bytes[start + index] ?? 0] ?? 16;
    if (digit === 16) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

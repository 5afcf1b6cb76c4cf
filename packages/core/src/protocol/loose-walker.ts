import { Byte } from "./byte.ts";
import { JsonWalker, maxDepth } from "./json-walker.ts";
import { skipSpace } from "./skip-space.ts";
import { startsWith } from "./starts-with.ts";
import { utf8Text } from "./utf8-text.ts";

/** A member of an object: its key, where its value stands, and whether the value is JSON of a depth that is read. */
export interface LooseMember {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly flaw: Flaw | undefined;
}

/** Why a value that was walked cannot be read: it holds one of the tokens, or is nested too deep. */
export type Flaw = "token" | "depth";

const tokens = ["NaN", "Infinity", "-Infinity"].map((word) => Buffer.from(word));

/**
 * Walks what Python's `json` prints: JSON of any depth, with the tokens `NaN`, `Infinity` and `-Infinity`. Slower than `JsonWalker`, and
 * only for the lines which that one gives up. As there, every method answers the position behind, or -1, and the text ends in a line end
 * or with the bytes themselves.
 */
export class LooseWalker {
  /** What the value that was walked last has; the depth counts first. */
  flaw: Flaw | undefined;
  /** Where the walk ended, or was given up. */
  position = 0;
  /** Where the tokens of all walks since `begin` are: the beginning and the end of each, one after the other. */
  tokens: number[] = [];

  readonly #json = new JsonWalker();
  /** The brackets that are open: the byte that closes each. */
  #closing = new Uint8Array(64);

  /** A value at its first byte, nested `depth` deep. */
  skipValue(bytes: Uint8Array, start: number, depth: number): number {
    this.flaw = undefined;
    this.position = start;
    return this.#walk(bytes, depth) ? this.position : -1;
  }

  /** The members of the object that begins at `start`, nested `depth` deep; undefined where it is broken. */
  members(bytes: Uint8Array, start: number, depth: number): LooseMember[] | undefined {
    const members: LooseMember[] = [];
    if (bytes[start] !== Byte.openBrace) return undefined;
    this.position = skipSpace(bytes, start + 1);
    while (bytes[this.position] !== Byte.closeBrace) {
      if (members.length > 0 && !this.#take(bytes, Byte.comma)) return undefined;
      const keyStart = this.position;
      const keyEnd = this.#takeKey(bytes);
      if (keyEnd < 0) return undefined;
      const valueStart = this.position;
      const end = this.skipValue(bytes, valueStart, depth);
      if (end < 0) return undefined;
      const key = JSON.parse(utf8Text(bytes, keyStart, keyEnd)) as string;
      members.push({ key, start: valueStart, end, flaw: this.flaw });
      this.position = skipSpace(bytes, end);
    }
    return members;
  }

  #walk(bytes: Uint8Array, depth: number): boolean {
    let open = 0;
    for (;;) {
      const byte = bytes[this.position];
      if (byte === Byte.openBrace || byte === Byte.openBracket) {
        if (open === this.#closing.length) this.#grow();
        this.#closing[open++] = byte === Byte.openBrace ? Byte.closeBrace : Byte.closeBracket;
        if (depth + open > maxDepth) this.flaw = "depth";
        this.position = skipSpace(bytes, this.position + 1);
        if (bytes[this.position] !== this.#closing[open - 1]) {
          if (byte === Byte.openBrace && this.#takeKey(bytes) < 0) return false;
          continue;
        }
      } else if (!this.#skipScalar(bytes)) return false;
      for (;;) {
        if (open === 0) return true;
        this.position = skipSpace(bytes, this.position);
        if (bytes[this.position] !== this.#closing[open - 1]) break;
        this.position += 1;
        open -= 1;
      }
      if (!this.#take(bytes, Byte.comma)) return false;
      if (this.#closing[open - 1] === Byte.closeBrace && this.#takeKey(bytes) < 0) return false;
    }
  }

  #skipScalar(bytes: Uint8Array): boolean {
    const start = this.position;
    const token = tokens.find((word) => startsWith(bytes, start, word));
    if (token !== undefined) {
      this.position += token.length;
      this.tokens.push(start, this.position);
      this.flaw ??= "token";
      return true;
    }
    this.#json.begin();
    const end = this.#json.skipValue(bytes, start, 0);
    if (end >= 0) this.position = end;
    return end >= 0;
  }

  /** A key with its colon, up to its value; answers the end of the key. */
  #takeKey(bytes: Uint8Array): number {
    if (bytes[this.position] !== Byte.quote) return -1;
    this.#json.begin();
    const end = this.#json.skipString(bytes, this.position + 1);
    if (end < 0) return -1;
    this.position = skipSpace(bytes, end);
    return this.#take(bytes, Byte.colon) ? end : -1;
  }

  /** A byte and the space behind it. */
  #take(bytes: Uint8Array, byte: number): boolean {
    if (bytes[this.position] !== byte) return false;
    this.position = skipSpace(bytes, this.position + 1);
    return true;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#closing.length * 2);
    larger.set(this.#closing);
    this.#closing = larger;
  }
}

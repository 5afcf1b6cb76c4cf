import { latin1Text } from "./latin1-text.ts";

/** Up to so many keys of an object are compared one by one. */
const fewKeys = 32;

/**
 * The keys of the objects that are being walked, those of the innermost last; tells whether one stands twice in its object.
 * Keys are compared as they are written.
 */
export class KeyStack {
  /** Keys on the stack: where the keys of an object begin when it is entered, and what to set back when it is left. */
  size = 0;

  /** Where each key begins, and its length: two numbers a key. */
  #places = new Int32Array(512);
  /** The texts of the keys of objects with many of them, by where the object's keys begin. */
  readonly #texts = new Map<number, Set<string>>();

  /** Adds the key written in [start, end), without its quotes. True when the object whose keys begin at `base` has it already. */
  add(bytes: Uint8Array, base: number, start: number, end: number): boolean {
    const { size } = this;
    if (size - base >= fewKeys) return this.#addText(bytes, base, latin1Text(bytes, start, end));
    if (size * 2 === this.#places.length) this.#grow();
    const places = this.#places;
    const length = end - start;
    places[size * 2] = start;
    places[size * 2 + 1] = length;
    this.size = size + 1;
    for (let index = base * 2; index < size * 2; index += 2) {
      if (places[index + 1] === length && isSame(bytes, places[index] ?? 0, start, length)) return true;
    }
    return false;
  }

  #addText(bytes: Uint8Array, base: number, text: string): boolean {
    const texts = (this.size - base === fewKeys ? undefined : this.#texts.get(base)) ?? this.#collect(bytes, base);
    const isRepeated = texts.has(text);
    texts.add(text);
    return isRepeated;
  }

  /** The texts of the keys so far. One more place on the stack says that they were collected. */
  #collect(bytes: Uint8Array, base: number): Set<string> {
    const texts = new Set<string>();
    for (let index = base * 2; index < this.size * 2; index += 2) {
      const start = this.#places[index] ?? 0;
      texts.add(latin1Text(bytes, start, start + (this.#places[index + 1] ?? 0)));
    }
    this.#texts.set(base, texts);
    this.size += 1;
    return texts;
  }

  #grow(): void {
    const larger = new Int32Array(this.#places.length * 2);
    larger.set(this.#places);
    this.#places = larger;
  }
}

/** Keys of the same length mostly differ at their ends. */
function isSame(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  for (let index = length - 1; index >= 0; index--) if (bytes[one + index] !== bytes[other + index]) return false;
  return true;
}

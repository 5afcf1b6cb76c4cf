/**
 * A stream of random numbers which belongs to one record: the same seed, stream and record number
 * always give the same numbers, whatever was read before. (The numbers are splitmix32's.)
 */
export class Chance {
  #state: number;

  constructor(seed: number, stream: string, recordNumber: number) {
    this.#state = scramble(scramble(hashText(stream) ^ seed) ^ recordNumber);
  }

  /** An integer from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  /** True in so many cases of a hundred. */
  percent(share: number): boolean {
    return this.#next() * 100 < share;
  }

  /** One of a list which is not empty. */
  pick<Item>(list: readonly Item[]): Item {
    return list[Math.floor(this.#next() * list.length)] as Item;
  }

  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return scramble(this.#state) / 2 ** 32;
  }
}

function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function hashText(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

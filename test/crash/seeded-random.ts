/** The seed of all choices. Another one by `AIRDOCK_CRASH_SEED`; a failure is repeated by the seed it was found with. */
export const crashSeed: string = process.env["AIRDOCK_CRASH_SEED"] ?? "1";

/** Chance that is the same for the same seed. */
export class SeededRandom {
  #state = 0x811c9dc5;

  constructor(seed: string) {
    for (const character of seed) this.#state = Math.imul(this.#state ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }

  /** An integer from 0 to below `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** The values in another order. */
  shuffle<Value>(values: readonly Value[]): Value[] {
    const ranked = values.map((value) => ({ value, rank: this.below(2 ** 32) }));
    return ranked.toSorted((a, b) => a.rank - b.rank).map(({ value }) => value);
  }
}

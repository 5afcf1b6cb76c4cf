import type { KnownStream } from "./stream-table.ts";

const maxOpenings = 8;

/** How the RECORD lines of a stream begin: the bytes up to the value of `data`, and what they say. */
export interface LineOpening {
  readonly bytes: Uint8Array;
  readonly stream: KnownStream;
  /** The namespace as it is written, see `StreamTable`. */
  readonly namespace: string | undefined;
}

/** The openings of the lines read last: as a rule the next line begins like one of them. */
export class LineOpenings {
  readonly #openings: LineOpening[] = [];

  /** The opening the line at `start` begins with. */
  find(bytes: Uint8Array, start: number): LineOpening | undefined {
    for (let index = 0; index < this.#openings.length; index++) {
      const opening = this.#openings[index];
      if (opening === undefined || !beginsWith(bytes, start, opening.bytes)) continue;
      if (index > 0) this.#openings.unshift(...this.#openings.splice(index, 1));
      return opening;
    }
    return undefined;
  }

  /** Remembers an opening; the one that was not met for longest is forgotten. */
  add(opening: LineOpening): void {
    this.#openings.unshift(opening);
    if (this.#openings.length > maxOpenings) this.#openings.pop();
  }
}

/** Compares from the end, since openings of different streams differ there. */
function beginsWith(bytes: Uint8Array, start: number, opening: Uint8Array): boolean {
  if (start + opening.length > bytes.length) return false;
  for (let index = opening.length - 1; index >= 0; index--) if (bytes[start + index] !== opening[index]) return false;
  return true;
}

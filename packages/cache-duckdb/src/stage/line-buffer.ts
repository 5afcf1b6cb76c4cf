import type { RecordLine } from "@airdock/core";

/** Between the three fields of a line; JSON text cannot hold it, nor a line feed, outside its escapes. */
export const fieldSeparator = 0x01;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

/** Two numbers and their separators, with room to spare. */
const overhead = 64;

/**
 * The lines of a batch, one after the other in one piece of memory that is used again: ordinal, extraction time in epoch
 * milliseconds, JSON text.
 */
export class LineBuffer {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #length = 0;
  /** Bytes of the longest line. */
  longest = 0;

  /** What was added since `clear`; valid until the next `clear` or `add…`. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
    this.longest = 0;
    if (this.#bytes.length > largestKept) this.#bytes = Buffer.allocUnsafe(1 << 20);
  }

  /** A record as it came. A carriage return, which can only be space between tokens, would end the line for DuckDB. */
  addRecord({ ordinal, emittedAt, bytes, start, end }: RecordLine): void {
    const from = this.#open(ordinal, emittedAt, end - start);
    const text = this.#length;
    this.#bytes.set(bytes.subarray(start, end), text);
    this.#length += end - start;
    this.#close(from);
    const data = this.#bytes.subarray(text, this.#length - 1);
    for (let at = data.indexOf(carriageReturn); at >= 0; at = data.indexOf(carriageReturn, at)) data[at] = space;
  }

  /** JSON text of our own. */
  addText(ordinal: number, emittedAt: number, json: string): void {
    const from = this.#open(ordinal, emittedAt, json.length * 3);
    this.#length += this.#bytes.write(json, this.#length);
    this.#close(from);
  }

  #open(ordinal: number, emittedAt: number, size: number): number {
    const from = this.#length;
    this.#reserve(from + size + overhead);
    this.#addNumber(ordinal);
    this.#addNumber(Math.trunc(Math.max(-latestTime, Math.min(emittedAt, latestTime))));
    return from;
  }

  #close(from: number): void {
    this.#bytes[this.#length] = lineFeed;
    this.#length += 1;
    this.longest = Math.max(this.longest, this.#length - from);
  }

  #addNumber(value: number): void {
    this.#length += this.#bytes.write(String(value), this.#length, "latin1");
    this.#bytes[this.#length] = fieldSeparator;
    this.#length += 1;
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(size, this.#bytes.length * 2));
    larger.set(this.written);
    this.#bytes = larger;
  }
}

/** A buffer that grew beyond this, for a huge record, is not kept. */
const largestKept = 16 << 20;

/** What a timestamp of DuckDB can be, in milliseconds. */
const latestTime = 9_000_000_000_000_000;

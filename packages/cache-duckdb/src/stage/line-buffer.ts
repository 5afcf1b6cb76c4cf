import type { RecordLine } from "@airdock/core";

/** Between the three fields of a line; JSON text cannot hold it, nor a line feed, outside its escapes. */
export const fieldSeparator = 0x01;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const zero = 0x30;

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
  takeWritten(): Uint8Array {
    const written = this.#bytes.subarray(0, this.#length);
    // In a record it can only be space between tokens, and would end the line for DuckDB.
    for (let at = written.indexOf(carriageReturn); at >= 0; at = written.indexOf(carriageReturn, at))
      written[at] = space;
    return written;
  }

  clear(): void {
    this.#length = 0;
    this.longest = 0;
    if (this.#bytes.length > largestKept) this.#bytes = Buffer.allocUnsafe(1 << 20);
  }

  /** A record as it came. */
  addRecord({ ordinal, emittedAt, bytes, start, end }: RecordLine): void {
    const from = this.#open(ordinal, emittedAt, end - start);
    this.#length += copyBytes(bytes, start, end, this.#bytes, this.#length);
    this.#close(from);
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

  /** A whole number and a separator. Small integers are divided faster: seven digits at a time. */
  #addNumber(value: number): void {
    if (value < 0 || value >= 1e14) {
      this.#length += this.#bytes.write(String(value), this.#length, "latin1");
    } else {
      const high = Math.floor(value / 1e7);
      if (high > 0) this.#addDigits(high, countDigits(high));
      this.#addDigits(value - high * 1e7, high > 0 ? 7 : countDigits(value));
    }
    this.#bytes[this.#length] = fieldSeparator;
    this.#length += 1;
  }

  #addDigits(value: number, count: number): void {
    let rest = value | 0;
    for (let at = this.#length + count - 1; at >= this.#length; at -= 1) {
      const tenth = (rest / 10) | 0;
      this.#bytes[at] = zero + rest - tenth * 10;
      rest = tenth;
    }
    this.#length += count;
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(size, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** A buffer that grew beyond this, for a huge record, is not kept. */
const largestKept = 16 << 20;

/** What a timestamp of DuckDB can be, in milliseconds. */
const latestTime = 9_000_000_000_000_000;

/** How many digits a number below ten million has. */
function countDigits(value: number): number {
  let count = 1;
  for (let bound = 10; value >= bound; bound *= 10) count += 1;
  return count;
}

/** Copies [start, end) and returns how much that is. `Buffer.copy` makes no view of its own. */
function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): number {
  if (Buffer.isBuffer(from)) return from.copy(to, at, start, end);
  to.set(from.subarray(start, end), at);
  return end - start;
}

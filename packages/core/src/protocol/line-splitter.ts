import { Byte } from "./byte.ts";

/** How `LineSplitter` behaves. */
export interface LineSplitterOptions {
  /** The longest line that is kept, in bytes. Default 256 MiB. */
  readonly maxLineBytes?: number | undefined;
}

const smallBuffer = 64 * 1024;
const keptOfTooLong = 8 * 1024;

/**
 * Cuts chunks of bytes into lines. Push a chunk, then call `next` until it is false; each time the line is the range
 * [start, end) of `bytes`, without its LF or CRLF. A line inside a chunk is not copied, one that crosses chunks is joined
 * once, and no byte is searched twice. What is kept between chunks is bounded: a longer line is skipped to its end, and
 * then given as its beginning with `tooLong` set. Behind a line stands its line end, or nothing.
 */
export class LineSplitter {
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  tooLong = false;

  readonly #maxLineBytes: number;
  #chunk: Buffer = Buffer.alloc(0);
  #position = 0;
  #pending: Buffer = Buffer.alloc(0);
  #pendingLength = 0;
  #overflowed = false;

  constructor(options: LineSplitterOptions = {}) {
    this.#maxLineBytes = options.maxLineBytes ?? 256 * 1024 * 1024;
  }

  /** Takes the next chunk; the one before must have been read to its end. The chunk must not be written to any more. */
  push(chunk: Uint8Array): void {
    this.#chunk = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#position = 0;
  }

  /** Goes to the next complete line; false when the chunk has none left. */
  next(): boolean {
    const newline = this.#chunk.indexOf(Byte.newline, this.#position);
    if (newline < 0) {
      this.#keep(this.#chunk.length);
      return false;
    }
    if (this.#pendingLength > 0 || this.#overflowed) {
      this.#keep(newline + 1);
      this.#takePending();
    } else {
      this.#setLine(this.#chunk, this.#position, newline);
      this.#position = newline + 1;
    }
    return true;
  }

  /** After the last chunk: goes to the last line when it has no line end; false when there is none. */
  finish(): boolean {
    if (this.#pendingLength === 0 && !this.#overflowed) return false;
    this.#chunk = Buffer.from("\n");
    this.#position = 0;
    return this.next();
  }

  /** Puts the chunk's bytes up to `end` behind what is pending. */
  #keep(end: number): void {
    const begin = this.#position;
    this.#position = end;
    if (this.#overflowed) return;
    const length = this.#pendingLength + end - begin;
    this.#overflowed = length > this.#maxLineBytes + 1;
    const kept = this.#overflowed ? Math.min(length, keptOfTooLong) : length;
    if (kept > this.#pending.length) this.#grow(kept);
    if (kept > this.#pendingLength)
      this.#chunk.copy(this.#pending, this.#pendingLength, begin, begin + kept - this.#pendingLength);
    this.#pendingLength = kept;
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, Math.min(needed * 2, this.#maxLineBytes + 1)));
    this.#pending.copy(grown, 0, 0, this.#pendingLength);
    this.#pending = grown;
  }

  /** Makes the pending bytes the line: as a copy, or, when they fill their buffer well, by giving the buffer away. */
  #takePending(): void {
    const length = this.#pendingLength;
    const fills = length * 4 > this.#pending.length;
    const bytes = fills ? this.#pending : Buffer.from(this.#pending.subarray(0, length));
    if (fills || this.#pending.length > smallBuffer) this.#pending = Buffer.alloc(0);
    this.#pendingLength = 0;
    this.#setLine(bytes, 0, bytes[length - 1] === Byte.newline ? length - 1 : length);
    this.#overflowed = false;
  }

  #setLine(bytes: Buffer, start: number, newline: number): void {
    const length = newline - start;
    this.bytes = bytes;
    this.start = start;
    this.tooLong = this.#overflowed || length > this.#maxLineBytes;
    if (this.tooLong) this.end = start + Math.min(length, keptOfTooLong);
    else this.end = length > 0 && bytes[newline - 1] === Byte.return ? newline - 1 : newline;
  }
}

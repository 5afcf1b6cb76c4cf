import { isAscii } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";
import { blockLayout, type BlockPlace } from "../stage/block-layout.ts";
import { SqliteFailure } from "../session/sqlite-failure.ts";

/** Walks over the records of staged blocks: after each `next` the fields are those of one record. */
export class BlockReader {
  ordinal = 0;
  /** Epoch milliseconds. */
  time = 0;
  /** JSON. */
  text = "";
  /** The text is a `MarkedText`. */
  isMarked = false;
  readonly #stopFlag: Int32Array;
  #buffer: Buffer = Buffer.alloc(smallest);
  /** Each byte of the texts is a character. */
  #isAscii = false;
  /** The next texts in one piece, from `#windowAt` on: to slice a string costs less than to make one. */
  #window = "";
  #windowAt = 0;
  #times: Float64Array = new Float64Array();
  #lengths: Uint32Array = new Uint32Array();
  #marks: Uint8Array = new Uint8Array();
  #first = 0;
  #index = 0;
  #end = 0;
  #position = 0;
  #textEnd = 0;

  /** Every `next` fails once `stopFlag` is 1. */
  constructor(stopFlag: Int32Array) {
    this.#stopFlag = stopFlag;
  }

  /** Reads a block from its file; `next` then gives its records in an ordinal range. */
  open({ path, position, bytes, first, count }: BlockPlace, after: number, through: number): void {
    if (this.#buffer.length < bytes || this.#buffer.length > largestKept)
      this.#buffer = Buffer.alloc(Math.max(bytes, smallest));
    readFully(path, position, this.#buffer.subarray(0, bytes));
    const { buffer, byteOffset } = this.#buffer;
    const arraysAt = bytes - blockLayout.arraysOf(count);
    this.#times = new Float64Array(buffer, byteOffset + arraysAt, count);
    this.#lengths = new Uint32Array(buffer, byteOffset + blockLayout.lengthsAt(arraysAt, count), count);
    this.#marks = new Uint8Array(buffer, byteOffset + blockLayout.marksAt(arraysAt, count), count);
    this.#isAscii = isAscii(this.#buffer.subarray(0, arraysAt));
    this.#window = "";
    this.#windowAt = 0;
    this.#textEnd = arraysAt;
    this.#first = first;
    this.#index = Math.max(0, after - first + 1);
    this.#end = Math.min(count, through - first + 1);
    this.#position = 0;
    for (let index = 0; index < this.#index; index += 1) this.#position += this.#lengths[index] ?? 0;
  }

  /** False: there is no further record in the block. */
  next(): boolean {
    const index = this.#index;
    if (index >= this.#end) return false;
    if (this.#stopFlag[0] === 1) throw new SqliteFailure("The load was stopped.", "SQLITE_INTERRUPT");
    const end = this.#position + (this.#lengths[index] ?? 0);
    this.ordinal = this.#first + index;
    this.time = this.#times[index] ?? 0;
    this.text = this.#isAscii ? this.#sliceText(end) : this.#buffer.toString("utf8", this.#position, end);
    this.isMarked = this.#marks[index] === 1;
    this.#position = end;
    this.#index = index + 1;
    return true;
  }

  #sliceText(end: number): string {
    if (end > this.#windowAt + this.#window.length) {
      const windowEnd = Math.max(end, Math.min(this.#position + windowSize, this.#textEnd));
      this.#window = this.#buffer.toString("latin1", this.#position, windowEnd);
      this.#windowAt = this.#position;
    }
    return this.#window.slice(this.#position - this.#windowAt, end - this.#windowAt);
  }
}

/** Small enough to be gone with the records in it. */
const windowSize = 48 << 10;

/** A buffer that grew beyond this, for a huge record, is not kept. */
const largestKept = 4 << 20;
const smallest = 1400 << 10;

function readFully(path: string, position: number, into: Uint8Array): void {
  const file = openSync(path, "r");
  try {
    for (let done = 0; done < into.length;) {
      const read = readSync(file, into, done, into.length - done, position + done);
      if (read === 0) throw new SqliteFailure(`The staged records in ${path} end too soon.`, undefined);
      done += read;
    }
  } finally {
    closeSync(file);
  }
}

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
  /** All texts of the block, where each byte of them is a character. */
  #ascii: string | undefined;
  #times: Float64Array = new Float64Array();
  #lengths: Uint32Array = new Uint32Array();
  #marks: Uint8Array = new Uint8Array();
  #first = 0;
  #index = 0;
  #end = 0;
  #position = 0;
  #textAt = 0;

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
    this.#times = new Float64Array(buffer, byteOffset, count);
    this.#lengths = new Uint32Array(buffer, byteOffset + blockLayout.lengthsAt(count), count);
    this.#marks = new Uint8Array(buffer, byteOffset + blockLayout.marksAt(count), count);
    const textAt = blockLayout.textAt(count);
    const texts = this.#buffer.subarray(textAt, bytes);
    this.#ascii = isAscii(texts) ? texts.toString("latin1") : undefined;
    this.#textAt = textAt;
    this.#first = first;
    this.#index = Math.max(0, after - first + 1);
    this.#end = Math.min(count, through - first + 1);
    this.#position = textAt;
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
    this.text =
      this.#ascii === undefined
        ? this.#buffer.toString("utf8", this.#position, end)
        : this.#ascii.slice(this.#position - this.#textAt, end - this.#textAt);
    this.isMarked = this.#marks[index] === 1;
    this.#position = end;
    this.#index = index + 1;
    return true;
  }
}

/** A buffer that grew beyond this, for a huge record, is not kept. */
const largestKept = 16 << 20;
const smallest = 5 << 20;

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

import { printExact, type RecordBatch, type RecordLine, type RecordRow } from "@airdock/core";
import { blockLayout } from "./block-layout.ts";

/** Some records of a batch, made ready for a file. */
export interface Block {
  /** Valid until the next block is made. */
  readonly bytes: Uint8Array;
  readonly first: number;
  readonly count: number;
}

/** Makes blocks of batches, in one piece of memory that is used again. */
export class BlockBuffer {
  #bytes = Buffer.alloc(fullBlock + slack);
  readonly #times = new Float64Array(mostRecords);
  readonly #lengths = new Uint32Array(mostRecords);
  readonly #marks = new Uint8Array(mostRecords);
  #count = 0;
  #position = 0;

  /** The blocks of a batch: of its records after an ordinal. */
  *pack(batch: RecordBatch, after: number): Generator<Block, void, undefined> {
    this.#clear();
    const marked = batch.markedRows()[Symbol.iterator]();
    let last = after;
    for (const line of batch.lines()) {
      const row = line.marks === 0 ? undefined : marked.next().value;
      if (line.ordinal <= after) continue;
      this.#add(line, row === undefined ? undefined : markedText(row));
      last = line.ordinal;
      if (this.#position >= fullBlock || this.#count === mostRecords) yield this.#take(last);
    }
    if (this.#count > 0) yield this.#take(last);
  }

  #add({ emittedAt, bytes, start, end }: RecordLine, text: string | undefined): void {
    this.#reserve(this.#position + (text === undefined ? end - start : text.length * 3));
    const length =
      text === undefined
        ? copyBytes(bytes, start, end, this.#bytes, this.#position)
        : this.#bytes.write(text, this.#position);
    this.#times[this.#count] = emittedAt;
    this.#lengths[this.#count] = length;
    this.#marks[this.#count] = text === undefined ? 0 : 1;
    this.#position += length;
    this.#count += 1;
  }

  #take(last: number): Block {
    const count = this.#count;
    const arraysAt = blockLayout.arraysAt(this.#position);
    const end = arraysAt + blockLayout.arraysOf(count);
    this.#reserve(end);
    const { buffer, byteOffset } = this.#bytes;
    new Float64Array(buffer, byteOffset + arraysAt, count).set(this.#times.subarray(0, count));
    const lengthsAt = byteOffset + blockLayout.lengthsAt(arraysAt, count);
    new Uint32Array(buffer, lengthsAt, count).set(this.#lengths.subarray(0, count));
    this.#bytes.set(this.#marks.subarray(0, count), blockLayout.marksAt(arraysAt, count));
    const block = { bytes: this.#bytes.subarray(0, end), first: last - count + 1, count };
    [this.#count, this.#position] = [0, 0];
    return block;
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return;
    const larger = Buffer.alloc(size + slack);
    larger.set(this.#bytes.subarray(0, this.#position));
    this.#bytes = larger;
  }

  /** A buffer that grew for a huge record is not kept. */
  #clear(): void {
    [this.#count, this.#position] = [0, 0];
    if (this.#bytes.length > largestKept) this.#bytes = Buffer.alloc(fullBlock + slack);
  }
}

/** Bytes of text and records that make a block full. */
const fullBlock = 1 << 20;
const mostRecords = 1 << 14;

/** Room for the arrays of a full block, and a usual record more. */
const slack = blockLayout.arraysOf(mostRecords) + (64 << 10);
const largestKept = 4 << 20;

/** `MarkedText` as JSON, which for once tells -0 from 0, as the record does. */
function markedText({ data, changes, unreadable = [] }: RecordRow): string {
  const members = Object.entries(data).map(
    ([key, value]) => `${JSON.stringify(key)}:${Object.is(value, -0) ? "-0" : printExact(value)}`,
  );
  return `{"data":{${members.join(",")}},"changes":${JSON.stringify(changes)},"unreadable":${JSON.stringify(unreadable)}}`;
}

/** Copies [start, end) and returns how much that is. `Buffer.copy` makes no view of its own. */
function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): number {
  if (Buffer.isBuffer(from)) return from.copy(to, at, start, end);
  to.set(from.subarray(start, end), at);
  return end - start;
}

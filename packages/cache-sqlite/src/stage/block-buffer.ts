import { printExact, type RecordBatch, type RecordRow } from "@airdock/core";
import { blockLayout } from "./block-layout.ts";

/** Makes blocks of batches, in one piece of memory that is used again. */
export class BlockBuffer {
  #bytes = Buffer.alloc(smallest);

  /** The block of a batch; valid until the next one is made. */
  pack(batch: RecordBatch): Uint8Array {
    const { count } = batch;
    const textAt = blockLayout.textAt(count);
    const marked = batch.marks === 0 ? [] : [...batch.markedRows()].map(markedText);
    const markedBytes = marked.reduce((sum, text) => sum + text.length * 3, 0);
    this.#reserve(textAt + batch.byteLength + markedBytes);
    const { buffer, byteOffset } = this.#bytes;
    const times = new Float64Array(buffer, byteOffset, count);
    const lengths = new Uint32Array(buffer, byteOffset + blockLayout.lengthsAt(count), count);
    const marks = new Uint8Array(buffer, byteOffset + blockLayout.marksAt(count), count);
    let [index, position, nextMarked] = [0, textAt, 0];
    for (const { emittedAt, bytes, start, end, marks: mark } of batch.lines()) {
      const length =
        mark === 0
          ? copyBytes(bytes, start, end, this.#bytes, position)
          : this.#bytes.write(marked[nextMarked++] ?? "", position);
      times[index] = emittedAt;
      lengths[index] = length;
      marks[index] = mark === 0 ? 0 : 1;
      position += length;
      index += 1;
    }
    return this.#bytes.subarray(0, position);
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length && this.#bytes.length <= largestKept) return;
    this.#bytes = Buffer.alloc(Math.max(size, smallest));
  }
}

/** A buffer that grew beyond this, for a huge record, is not kept. */
const largestKept = 16 << 20;
const smallest = 5 << 20;

/** `MarkedText` as JSON, which for once tells -0 from 0, as the record does. */
function markedText({ data, changes }: RecordRow): string {
  const members = Object.entries(data).map(
    ([key, value]) => `${JSON.stringify(key)}:${Object.is(value, -0) ? "-0" : printExact(value)}`,
  );
  return `{"data":{${members.join(",")}},"changes":${JSON.stringify(changes)}}`;
}

/** Copies [start, end) and returns how much that is. `Buffer.copy` makes no view of its own. */
function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): number {
  if (Buffer.isBuffer(from)) return from.copy(to, at, start, end);
  to.set(from.subarray(start, end), at);
  return end - start;
}

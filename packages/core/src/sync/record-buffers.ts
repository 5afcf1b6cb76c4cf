import { RecordBuffer } from "./record-buffer.ts";

/** Buffers that were used and are used again, a few: what a sync has in memory does not depend on when garbage is collected. */
export class RecordBuffers {
  readonly #spare: RecordBuffer[] = [];

  /** An empty buffer. */
  take(): RecordBuffer {
    return this.#spare.pop() ?? new RecordBuffer();
  }

  /** Takes back a buffer that nobody reads any more. One that grew for a huge record is not kept. */
  give(buffer: RecordBuffer): void {
    buffer.clear();
    if (this.#spare.length < mostSpare && buffer.bytes.length <= largestSpare) this.#spare.push(buffer);
  }
}

const mostSpare = 8;
const largestSpare = 4 * 1024 * 1024;

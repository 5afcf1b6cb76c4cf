import type { StreamWriter } from "../cache/cache.ts";
import type { WriteMode } from "../cache/write-mode.ts";
import type { RecordMessage } from "../protocol/message.ts";
import type { PlannedStream } from "./planned-stream.ts";
import { BufferedBatch } from "./buffered-batch.ts";
import type { RecordBuffer } from "./record-buffer.ts";
import { RecordBuffers } from "./record-buffers.ts";

/** What a stream intake is made for. */
export interface IntakeTarget {
  /** The stream's place in the plan. */
  readonly index: number;
  readonly planned: PlannedStream;
  readonly writer: StreamWriter;
  readonly rawIdPrefix: string;
  /** The buffers of the run; by default the stream has its own. */
  readonly buffers?: RecordBuffers;
}

/** What is counted of one stream in a run. */
export interface StreamTally {
  read: number;
  bytes: number;
  rejected: number;
  states: number;
  written: number;
  changed: number;
  /** Rows that came with NULL in their key. */
  nullKeys: number;
}

/** Takes in the records of one stream: gives them ordinals, gathers them to batches, and counts. */
export class StreamIntake {
  readonly index: number;
  readonly planned: PlannedStream;
  readonly writer: StreamWriter;
  readonly tally: StreamTally = { read: 0, bytes: 0, rejected: 0, states: 0, written: 0, changed: 0, nullKeys: 0 };
  /** No record has the key: rows are appended though they were to be merged. */
  isKeyless = false;
  /** The last ordinal that was given to a record. */
  position = 0;
  /** The last ordinal that went into a batch. */
  cutThrough = 0;
  /** Records, rejected ones too, since the last state of this stream. */
  sinceState = 0;
  /** When the first message about the stream came, and the last one; milliseconds of `performance.now`. */
  startedAt: number | undefined;
  endedAt: number | undefined;
  /** The count of records that was last told. */
  reportedRead = 0;
  readonly #rawIdPrefix: string;
  readonly #buffers: RecordBuffers;
  #open: RecordBuffer;
  #sequence = 0;
  #unseen = { written: 0, changed: 0 };

  constructor({ index, planned, writer, rawIdPrefix, buffers = new RecordBuffers() }: IntakeTarget) {
    this.index = index;
    this.planned = planned;
    this.writer = writer;
    this.#rawIdPrefix = rawIdPrefix;
    this.#buffers = buffers;
    this.#open = buffers.take();
  }

  /** How rows are written. */
  get mode(): WriteMode {
    return this.isKeyless ? "append" : this.planned.plan.mode;
  }

  /** Records that wait for a batch. */
  get openRows(): number {
    return this.#open.count;
  }

  /** Bytes of the records that wait for a batch. */
  get openBytes(): number {
    return this.#open.byteLength;
  }

  /** Takes a record in; it waits for `cut`. */
  add(record: RecordMessage): void {
    this.count(record);
    this.position++;
    this.#open.add(record);
  }

  /** Counts a record that is not kept, since the stream has failed. */
  count(record: RecordMessage): void {
    this.tally.read++;
    this.tally.bytes += record.end - record.start;
    this.sinceState++;
  }

  /** Counts rows that were written; those that no reader sees yet count together with the first that are seen. */
  noteWritten(counts: { readonly written: number; readonly changed: number }, isVisible: boolean): void {
    this.#unseen.written += counts.written;
    this.#unseen.changed += counts.changed;
    if (!isVisible) return;
    this.tally.written += this.#unseen.written;
    this.tally.changed += this.#unseen.changed;
    this.#unseen = { written: 0, changed: 0 };
  }

  /** Makes a batch of the waiting records through an ordinal; undefined when there is none. */
  cut(through: number = this.position): BufferedBatch | undefined {
    const count = Math.min(this.#open.count, through - this.cutThrough);
    if (count <= 0) return undefined;
    const records = this.#takeOpen(count);
    const firstOrdinal = this.cutThrough + 1;
    this.cutThrough += count;
    return new BufferedBatch({ sequence: this.#sequence++, firstOrdinal, rawIdPrefix: this.#rawIdPrefix, records });
  }

  /** Takes the memory of a batch back, which nobody reads any more. */
  release({ records }: BufferedBatch): void {
    this.#buffers.give(records);
  }

  /** The first waiting records; the others go on waiting. */
  #takeOpen(count: number): RecordBuffer {
    const open = this.#open;
    this.#open = this.#buffers.take();
    if (count === open.count) return open;
    const first = this.#buffers.take();
    first.addRange(open, 0, count);
    this.#open.addRange(open, count, open.count);
    this.#buffers.give(open);
    return first;
  }
}

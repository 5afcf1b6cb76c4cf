import type { StreamWriter } from "../cache/cache.ts";
import type { RecordMessage } from "../protocol/message.ts";
import type { PlannedStream } from "./planned-stream.ts";
import { BufferedBatch } from "./buffered-batch.ts";
import { RecordBuffer } from "./record-buffer.ts";

/** What a stream intake is made for. */
export interface IntakeTarget {
  /** The stream's place in the plan. */
  readonly index: number;
  readonly planned: PlannedStream;
  readonly writer: StreamWriter;
  readonly rawIdPrefix: string;
}

/** What is counted of one stream in a run. */
export interface StreamTally {
  read: number;
  bytes: number;
  rejected: number;
  states: number;
  written: number;
  changed: number;
}

/** Takes in the records of one stream: gives them ordinals, gathers them to batches, and counts. */
export class StreamIntake {
  readonly index: number;
  readonly planned: PlannedStream;
  readonly writer: StreamWriter;
  readonly tally: StreamTally = { read: 0, bytes: 0, rejected: 0, states: 0, written: 0, changed: 0 };
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
  #open = new RecordBuffer();
  #sequence = 0;
  #unseen = { written: 0, changed: 0 };

  constructor({ index, planned, writer, rawIdPrefix }: IntakeTarget) {
    this.index = index;
    this.planned = planned;
    this.writer = writer;
    this.#rawIdPrefix = rawIdPrefix;
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
    const isAll = count === this.#open.count;
    const [records, rest] = isAll ? [this.#open, new RecordBuffer(this.#open.byteLength)] : this.#open.split(count);
    this.#open = rest;
    const firstOrdinal = this.cutThrough + 1;
    this.cutThrough += count;
    return new BufferedBatch({ sequence: this.#sequence++, firstOrdinal, rawIdPrefix: this.#rawIdPrefix, records });
  }
}

import type { StreamWriter } from "../cache/cache.ts";
import type { RecordMessage } from "../protocol/message.ts";
import type { PlannedStream } from "./planned-stream.ts";
import { RecordSliceBatch } from "./record-slice-batch.ts";

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
  /** Bytes of the records that wait for a batch. */
  openBytes = 0;
  /** When the first message about the stream came, and the last one; milliseconds of `performance.now`. */
  startedAt: number | undefined;
  endedAt: number | undefined;
  /** The count of records that was last told. */
  reportedRead = 0;
  readonly #rawIdPrefix: string;
  #open: RecordMessage[] = [];
  #fields = new Set<string>();
  #lastFields: readonly string[] | undefined;
  #marks = 0;
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
    return this.#open.length;
  }

  /** Takes a record in; it waits for `cut`. */
  add(record: RecordMessage): void {
    this.count(record);
    this.position++;
    this.#gather(record);
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
  cut(through: number = this.position): RecordSliceBatch | undefined {
    const count = Math.min(this.#open.length, through - this.cutThrough);
    if (count <= 0) return undefined;
    const rest = this.#open.splice(count);
    if (rest.length > 0) this.#regather(this.#open);
    const batch = new RecordSliceBatch({
      sequence: this.#sequence++,
      firstOrdinal: this.cutThrough + 1,
      fields: this.#fields,
      marks: this.#marks,
      rawIdPrefix: this.#rawIdPrefix,
      records: this.#open,
    });
    this.cutThrough += count;
    this.#regather(rest);
    return batch;
  }

  #regather(records: readonly RecordMessage[]): void {
    this.#open = [];
    this.openBytes = 0;
    this.#fields = new Set();
    this.#lastFields = undefined;
    this.#marks = 0;
    for (const record of records) this.#gather(record);
  }

  #gather(record: RecordMessage): void {
    this.#open.push(record);
    this.openBytes += record.end - record.start;
    this.#marks |= record.marks;
    if (record.fields === this.#lastFields) return;
    this.#lastFields = record.fields;
    for (const field of record.fields) this.#fields.add(field);
  }
}

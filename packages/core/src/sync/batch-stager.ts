import type { RecordMessage } from "../protocol/message.ts";
import type { BufferedBatch } from "./buffered-batch.ts";
import type { StreamIntake } from "./stream-intake.ts";

/** How much is gathered to a batch, and how much may be in memory. Bytes are those of record data. */
export interface BatchLimits {
  readonly rows: number;
  readonly bytes: number;
  /** A batch is closed at the latest when this much was read, of all streams, since it was begun. */
  readonly age: number;
  /** The connector waits while batches with more than this are on their way. */
  readonly held: number;
}

const mebibyte = 1024 * 1024;

/** The limits of a sync. Larger batches take no less time. */
export const defaultBatchLimits: BatchLimits = {
  rows: 2500,
  bytes: mebibyte,
  age: 8 * mebibyte,
  held: 8 * mebibyte,
};

/** How a stager is made. */
export interface BatchStagerOptions {
  readonly limits?: BatchLimits;
  readonly signal: AbortSignal;
  /** Rows of a stream, from this ordinal on, could not be staged. Told once a stream. */
  readonly onFailed: (intake: StreamIntake, from: number, error: unknown) => void;
  readonly onStaged?: (intake: StreamIntake) => void;
}

/** Stages batches in the background, those of one stream one after the other, and bounds what is in memory. */
export class BatchStager {
  readonly #options: BatchStagerOptions;
  readonly #limits: BatchLimits;
  /** Rows and bytes read so far, of all streams. */
  #rows = 0;
  #read = 0;
  /** Streams with an open batch, and what had been read when it was begun; the oldest first. */
  readonly #open = new Map<StreamIntake, number>();
  /** Batches on their way. */
  readonly #staging = new Set<Promise<void>>();
  /** Their bytes. */
  #held = 0;
  /** The last batch of each stream on its way. */
  readonly #last = new Map<StreamIntake, Promise<void>>();
  readonly #failed = new Set<StreamIntake>();

  constructor(options: BatchStagerOptions) {
    this.#options = options;
    this.#limits = options.limits ?? defaultBatchLimits;
  }

  /** What was read so far, of all streams. */
  get gathered(): { readonly rows: number; readonly bytes: number } {
    return { rows: this.#rows, bytes: this.#read };
  }

  /** Takes a record in, and sends its batch off when it is full. */
  add(intake: StreamIntake, record: RecordMessage): void {
    if (this.#failed.has(intake)) return intake.count(record);
    if (intake.openRows === 0) this.#open.set(intake, this.#read);
    intake.add(record);
    this.#rows++;
    this.#read += record.end - record.start;
    if (intake.openRows >= this.#limits.rows || intake.openBytes >= this.#limits.bytes) this.cut(intake);
  }

  /** Sends the open batch of a stream off, through an ordinal. */
  cut(intake: StreamIntake, through?: number): void {
    const begun = this.#open.get(intake);
    const batch = intake.cut(through);
    if (batch === undefined || begun === undefined) return;
    this.#open.delete(intake);
    if (intake.openRows > 0) this.#open.set(intake, begun);
    this.#send(intake, batch);
  }

  /** Sends all open batches off. */
  cutAll(): void {
    for (const intake of this.#open.keys()) this.cut(intake);
  }

  /** Keeps nothing more of a stream, but goes on counting. */
  abandon(intake: StreamIntake): void {
    this.#failed.add(intake);
    this.#open.delete(intake);
    const batch = intake.cut();
    if (batch !== undefined) intake.release(batch);
  }

  /** True for a stream of which nothing more is kept. */
  isAbandoned(intake: StreamIntake): boolean {
    return this.#failed.has(intake);
  }

  /** Settles when every batch sent off so far is staged, or has failed. */
  async settled(): Promise<void> {
    await Promise.all(this.#staging);
  }

  /** To be awaited before more is read; undefined when there is room. */
  makeRoom(): Promise<void> | undefined {
    for (const [intake, begun] of this.#open) if (this.#read - begun > this.#limits.age) this.cut(intake);
    return this.#held > this.#limits.held ? this.#waitForRoom() : undefined;
  }

  async #waitForRoom(): Promise<void> {
    while (this.#held > this.#limits.held) await Promise.race(this.#staging);
  }

  #send(intake: StreamIntake, batch: BufferedBatch): void {
    const { byteLength } = batch;
    this.#held += byteLength;
    const staged = this.#stage(intake, batch, this.#last.get(intake)).finally(() => {
      this.#held -= byteLength;
      intake.release(batch);
      this.#staging.delete(staged);
      if (this.#last.get(intake) === staged) this.#last.delete(intake);
    });
    this.#last.set(intake, staged);
    this.#staging.add(staged);
  }

  async #stage(intake: StreamIntake, batch: BufferedBatch, before: Promise<void> | undefined): Promise<void> {
    await before;
    if (this.#failed.has(intake)) return;
    try {
      await intake.writer.stage(batch, { signal: this.#options.signal });
      this.#options.onStaged?.(intake);
    } catch (error) {
      this.abandon(intake);
      this.#options.onFailed(intake, batch.firstOrdinal, error);
    }
  }
}

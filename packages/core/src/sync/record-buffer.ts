import type { RecordMessage } from "../protocol/message.ts";

/** One record of a buffer: its JSON text is [start, end) of the buffer's `bytes`. */
export interface BufferedRecord {
  /** Epoch milliseconds. */
  readonly emittedAt: number;
  readonly start: number;
  readonly end: number;
  /** Bits of `RecordMark`. */
  readonly marks: number;
  /** Raw JSON text of `meta`, when the record has one. */
  readonly meta: string | undefined;
}

/**
 * Records of one stream, copied one after the other out of the pieces of the pipe they came in: neither those nor an object a
 * record stay in memory while a batch gathers, and its memory is used again for the next one.
 */
export class RecordBuffer {
  /** Bytes of all records. */
  byteLength = 0;
  /** How many records there are. */
  count = 0;
  /** All marks of the records or-ed. */
  marks = 0;
  /** The top-level keys that occur in any record. */
  fields: Set<string> = new Set();

  #bytes: Buffer = Buffer.allocUnsafeSlow(fewBytes);
  #ends: Float64Array = new Float64Array(fewRecords);
  #times: Float64Array = new Float64Array(fewRecords);
  #marks: Uint8Array = new Uint8Array(fewRecords);
  #fields: (readonly string[])[] = [];
  readonly #metas = new Map<number, string>();

  /** A buffer of records that are there already. */
  static of(records: Iterable<RecordMessage>): RecordBuffer {
    const buffer = new RecordBuffer();
    for (const record of records) buffer.add(record);
    return buffer;
  }

  /** The texts of all records; valid in [0, byteLength), until one is added. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Copies a record. */
  add({ bytes, start, end, emittedAt, marks, fields, meta }: RecordMessage): void {
    const index = this.count;
    if (index === this.#ends.length) this.#reserveRecords();
    this.#append(bytes, start, end);
    if (meta !== undefined) this.#metas.set(index, meta);
    this.#ends[index] = this.byteLength;
    this.#times[index] = emittedAt;
    this.#marks[index] = marks;
    this.marks |= marks;
    if (index === 0 || fields !== this.#fields[index - 1]) for (const field of fields) this.fields.add(field);
    this.#fields.push(fields);
    this.count = index + 1;
  }

  /** The record at an index that is less than `count`. */
  at(index: number): BufferedRecord {
    const record = { emittedAt: 0, start: 0, end: 0, marks: 0, meta: this.#metas.get(index) };
    this.read(index, record);
    return record;
  }

  /** Writes a record's place, time and marks into an object. */
  read(index: number, into: { emittedAt: number; start: number; end: number; marks: number }): void {
    into.emittedAt = this.#times[index] ?? 0;
    into.start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    into.end = this.#ends[index] ?? 0;
    into.marks = this.#marks[index] ?? 0;
  }

  /** Adds the records of another buffer from an index up to another one. */
  addRange(other: RecordBuffer, from: number, to: number): void {
    for (let index = from; index < to; index++) {
      const { meta, ...record } = other.at(index);
      const fields = other.#fields[index] ?? [];
      const message = { kind: "record", stream: { name: "" }, bytes: other.bytes, fields, ...record } as const;
      this.add(meta === undefined ? message : { ...message, meta });
    }
  }

  /** Forgets the records, and keeps the memory. */
  clear(): void {
    [this.byteLength, this.count, this.marks] = [0, 0, 0];
    // Not cleared: whoever has it may compare it with the next batch's.
    this.fields = new Set();
    this.#fields = [];
    this.#metas.clear();
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    const length = this.byteLength + end - start;
    if (length > this.#bytes.length) this.#reserveBytes(length);
    if (Buffer.isBuffer(bytes)) bytes.copy(this.#bytes, this.byteLength, start, end);
    else this.#bytes.set(bytes.subarray(start, end), this.byteLength);
    this.byteLength = length;
  }

  #reserveBytes(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.byteLength);
    this.#bytes = larger;
  }

  #reserveRecords(): void {
    const room = this.count * 2;
    const [ends, times, marks] = [this.#ends, this.#times, this.#marks];
    (this.#ends = new Float64Array(room)).set(ends);
    (this.#times = new Float64Array(room)).set(times);
    (this.#marks = new Uint8Array(room)).set(marks);
  }
}

/** Most streams that are read side by side have little at a time. */
const fewBytes = 4 * 1024;
const fewRecords = 64;

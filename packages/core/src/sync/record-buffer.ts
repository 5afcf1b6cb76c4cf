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
 * record stay in memory while a batch gathers, and there is little for the garbage collector to move.
 */
export class RecordBuffer {
  /** The texts of all records; valid in [0, byteLength). */
  bytes: Buffer;
  /** Bytes of all records. */
  byteLength = 0;
  /** All marks of the records or-ed. */
  marks = 0;
  /** The top-level keys that occur in any record. */
  readonly fields: Set<string> = new Set();

  readonly #ends: number[] = [];
  readonly #times: number[] = [];
  readonly #marks: number[] = [];
  readonly #fields: (readonly string[])[] = [];
  readonly #metas = new Map<number, string>();

  /** `room`: how many bytes the records may have before memory is asked for again. */
  constructor(room: number = smallest) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(smallest, room));
  }

  /** A buffer of records that are there already. */
  static of(records: Iterable<RecordMessage>): RecordBuffer {
    const buffer = new RecordBuffer();
    for (const record of records) buffer.add(record);
    return buffer;
  }

  /** How many records there are. */
  get count(): number {
    return this.#ends.length;
  }

  /** Copies a record. */
  add({ bytes, start, end, emittedAt, marks, fields, meta }: RecordMessage): void {
    this.#append(bytes, start, end);
    if (meta !== undefined) this.#metas.set(this.count, meta);
    this.#ends.push(this.byteLength);
    this.#times.push(emittedAt);
    this.#marks.push(marks);
    this.marks |= marks;
    if (fields !== this.#fields.at(-1)) for (const field of fields) this.fields.add(field);
    this.#fields.push(fields);
  }

  /** The record at an index that is less than `count`. */
  at(index: number): BufferedRecord {
    return {
      emittedAt: this.#times[index] ?? 0,
      start: index === 0 ? 0 : (this.#ends[index - 1] ?? 0),
      end: this.#ends[index] ?? 0,
      marks: this.#marks[index] ?? 0,
      meta: this.#metas.get(index),
    };
  }

  /** Two buffers: the records before an index, and the rest. */
  split(index: number): readonly [RecordBuffer, RecordBuffer] {
    const halves = [new RecordBuffer(this.byteLength), new RecordBuffer()] as const;
    for (let at = 0; at < this.count; at++) halves[at < index ? 0 : 1].#addFrom(this, at);
    return halves;
  }

  #addFrom(other: RecordBuffer, index: number): void {
    const { meta, ...record } = other.at(index);
    const fields = other.#fields[index] ?? [];
    const message = { kind: "record", stream: { name: "" }, bytes: other.bytes, fields, ...record } as const;
    this.add(meta === undefined ? message : { ...message, meta });
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    const length = this.byteLength + end - start;
    if (length > this.bytes.length) this.#grow(length);
    if (Buffer.isBuffer(bytes)) bytes.copy(this.bytes, this.byteLength, start, end);
    else this.bytes.set(bytes.subarray(start, end), this.byteLength);
    this.byteLength = length;
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.byteLength);
    this.bytes = larger;
  }
}

/** Bytes: most streams that are read side by side have few records at a time. */
const smallest = 16 * 1024;

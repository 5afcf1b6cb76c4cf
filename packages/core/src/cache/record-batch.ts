import type { JsonObject } from "../protocol/json.ts";
import type { UnreadableCell } from "../protocol/mend-record.ts";

/**
 * Consecutive records of one stream of one run: ordinals `firstOrdinal` to `firstOrdinal + count - 1`, without a gap.
 * `rows()` is what every cache can use; `lines()` are the raw bytes, for caches with a bulk load of their own: one object,
 * that says of one record after the other. Both can be walked more than once, until `stage` settles; then the bytes are gone.
 */
export interface RecordBatch {
  /** Counts the batches of a stream from 0; the same number means the same batch. */
  readonly sequence: number;
  /** Ordinals count the records of a stream and run from 1. */
  readonly firstOrdinal: number;
  readonly count: number;
  /** Bytes of all `data` together. */
  readonly byteLength: number;
  /** The top-level keys that occur in any record. */
  readonly fields: ReadonlySet<string>;
  /** All `marks` of the records or-ed: 0 means that every record can take a fast path. */
  readonly marks: number;
  /** What raw ids of this stream and run begin with; see `rawId`. */
  readonly rawIdPrefix: string;
  rows(): Iterable<RecordRow>;
  /** The rows of the records that have marks: those a fast path leaves out. */
  markedRows(): Iterable<RecordRow>;
  lines(): Iterable<RecordLine>;
}

/** A record, parsed exactly: numbers beyond a double are `RawNumber`s. */
export interface RecordRow {
  readonly ordinal: number;
  readonly rawId: string;
  /** Epoch milliseconds. */
  readonly emittedAt: number;
  readonly data: JsonObject;
  /** The source's own changes (`record.meta.changes`). */
  readonly changes: readonly RecordChange[];
  /** The fields whose value is no JSON (`NaN`), or nested too deep. In `data` they are null; they are to be declared, and kept. */
  readonly unreadable?: readonly UnreadableCell[];
}

/** A record as bytes, until the next one is asked for: `data` is the JSON text in [start, end) of `bytes`. `marks` are bits of `RecordMark`. */
export interface RecordLine {
  readonly ordinal: number;
  readonly emittedAt: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly marks: number;
}

/** One entry of `_airbyte_meta.changes` (AirbyteRecordMessageMetaChange). */
export interface RecordChange {
  readonly field: string;
  readonly change: "NULLED" | "TRUNCATED";
  readonly reason: string;
}

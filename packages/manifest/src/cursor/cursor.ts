import type { PythonDict } from "../python/value.ts";
import type { RequestOptionsProvider } from "../request/request-options-provider.ts";
import type { StreamRecord } from "../stream/stream-record.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";

/**
 * Knows what of a stream is still to be read and what has been. The read loop asks for slices, tells of each record
 * once it is printed, closes a slice when its last record is, and asks for a state at the end of the stream.
 */
export interface Cursor extends RequestOptionsProvider {
  /** The slices to read, partitions included. Generated as they are asked for; parent streams are read on the way. */
  slices(): AsyncIterable<StreamSlice>;
  /** A record was emitted. */
  observe(record: StreamRecord): void;
  /** Whether a record lies within the bounds that are synced: data feeds and client-side incremental streams ask. */
  shouldBeSynced(record: StreamRecord): boolean;
  /** All records of the slice are out; emits a state where it has changed. */
  closeSlice(slice: StreamSlice): void;
  /** Emits the final state: once, after the stream's last slice. */
  ensureStateEmitted(): void;
  /** The state as a state message carries it. */
  readonly state: PythonDict;
  /** Follows the records of one slice, so that its pages can begin anew after the latest one (pagination resets). Absent where that is not possible. */
  follow?(): SliceFollower;
  /** Smaller slices in place of one the API finds too large; undefined where it cannot be made smaller than `minimum` seconds (request window splitting). */
  split?(slice: StreamSlice, minimum: number | undefined): readonly StreamSlice[] | undefined;
  /** The time a state of this cursor stands for, in epoch milliseconds; undefined where it is none of its states (retention periods). */
  timeOf?(state: PythonDict): number | undefined;
}

/** Sees the records of a slice and says what is left of it. */
export interface SliceFollower {
  observe(record: StreamRecord): void;
  /** The slice from the latest seen record on (the CDK's `reduce_slice_range`). */
  rest(slice: StreamSlice): StreamSlice;
}

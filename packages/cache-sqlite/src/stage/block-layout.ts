import type { RecordRow } from "@airdock/core";

/**
 * A block holds consecutive records of a stream: their texts, one after the other, padded to eight bytes, then three arrays with an
 * entry a record: extraction times in epoch milliseconds (64-bit floats), lengths of the texts in bytes (32-bit), and whether they
 * were marked (8-bit). The text of a record is its data as it came, of a marked one `MarkedText`.
 */
export const blockLayout = {
  /** Where the arrays begin, after so many bytes of text. */
  arraysAt: (textBytes: number): number => Math.ceil(textBytes / 8) * 8,
  /** Bytes of the arrays of so many records. */
  arraysOf: (count: number): number => 13 * count,
  lengthsAt: (arraysAt: number, count: number): number => arraysAt + 8 * count,
  marksAt: (arraysAt: number, count: number): number => arraysAt + 12 * count,
} as const;

/** What takes the place of the data of a marked record: its exact data, the source's own changes, and what cannot be read. */
export type MarkedText = Required<Pick<RecordRow, "data" | "changes" | "unreadable">>;

/** Where a block lies, and which records it holds. */
export interface BlockPlace {
  readonly path: string;
  readonly position: number;
  readonly bytes: number;
  readonly first: number;
  readonly count: number;
}

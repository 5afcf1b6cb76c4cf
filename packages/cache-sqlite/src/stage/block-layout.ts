import type { JsonObject, RecordChange } from "@airdock/core";

/**
 * A block holds consecutive records of a stream. It begins with three arrays, an entry a record: extraction times in epoch
 * milliseconds (64-bit floats), the lengths of their texts in bytes (32-bit), and whether they were marked (8-bit); padded to eight
 * bytes. The texts follow, one after the other: the record's data as it came, or of a marked one `MarkedText`.
 */
export const blockLayout = {
  lengthsAt: (count: number): number => 8 * count,
  marksAt: (count: number): number => 12 * count,
  textAt: (count: number): number => Math.ceil((13 * count) / 8) * 8,
} as const;

/** What takes the place of the data of a marked record: its exact data, and the source's own changes. */
export interface MarkedText {
  readonly data: JsonObject;
  readonly changes: readonly RecordChange[];
}

/** Where a block lies, and which records it holds. */
export interface BlockPlace {
  readonly path: string;
  readonly position: number;
  readonly bytes: number;
  readonly first: number;
  readonly count: number;
}

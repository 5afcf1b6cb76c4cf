import type { RecordChange } from "@airdock/core";

/**
 * A value as a column takes it. Dates and times are ISO text: timestamps with six fraction digits, in UTC with `Z` or without
 * a zone; times with six digits and, in columns with a zone, `Z` or the offset. JSON is its text.
 */
export type ColumnValue = string | number | bigint | boolean | null;

/** What becomes of one value; `change` is there when it could not be kept exactly. */
export interface ConvertedValue {
  readonly value: ColumnValue;
  readonly change?: ValueChange;
}

/** An entry of `_airbyte_meta.changes`, before its field is known. */
export type ValueChange = Omit<RecordChange, "field">;

/** The reasons a destination gives (AirbyteRecordMessageMetaChangeReason). */
export const changeReason = {
  /** The value is none of the column's type, or holds what the database cannot spell. */
  type: "DESTINATION_SERIALIZATION_ERROR",
  /** The value is out of the column's range, or finer than its precision. */
  size: "DESTINATION_FIELD_SIZE_LIMITATION",
} as const;

/** No value, since the source's is not of the column's type. */
export const notOfType: ConvertedValue = { value: null, change: { change: "NULLED", reason: changeReason.type } };

/** No value, since the source's is out of the column's range. */
export const outOfRange: ConvertedValue = { value: null, change: { change: "NULLED", reason: changeReason.size } };

/** The nearest value the column holds. */
export function nearest(value: ColumnValue, reason: keyof typeof changeReason): ConvertedValue {
  return { value, change: { change: "TRUNCATED", reason: changeReason[reason] } };
}

import { rawId, type RecordBatch, type RecordRow, type RejectedRecord, type StreamKey } from "@airdock/core";
import { addValue } from "../encode/add-value.ts";
import type { EncodedRow, RowEncoder } from "../encode/row-encoder.ts";
import type { TupleBuffer } from "../encode/tuple-buffer.ts";

/** A record that is no row. */
export interface RejectedRow {
  readonly ordinal: number;
  readonly record: RejectedRecord;
}

/**
 * Encodes the records of a batch into `rows`, and what the cache changed in them into `originals`: for each nulled cell a row of
 * ordinal, raw id, field and original text; for a record in which no cell was nulled one without field. Answers those that are too long.
 */
export function encodeBatch(
  encoder: RowEncoder,
  batch: RecordBatch,
  stream: StreamKey,
  { rows, originals }: { readonly rows: TupleBuffer; readonly originals: TupleBuffer },
): readonly RejectedRow[] {
  rows.clear();
  originals.clear();
  const rejected: RejectedRow[] = [];
  const marked = batch.markedRows()[Symbol.iterator]();
  for (const line of batch.lines()) {
    const { ordinal, bytes, start, end } = line;
    const encoded = line.marks === 0 ? encoder.addLine(line) : encoder.addRow(takeNext(marked));
    if (encoded.isRejected) {
      const excerpt = Buffer.from(bytes.subarray(start, Math.min(end, start + longestExcerpt))).toString();
      rejected.push({ ordinal, record: { stream, reason: "key-too-long", excerpt } });
    } else if (encoded.isChanged) addOriginals(originals, ordinal, rawId(batch.rawIdPrefix, ordinal), encoded);
  }
  return rejected;
}

/** The columns of `originals`. */
export const originalColumns = ["ordinal", "raw_id", "field", "original"] as const;

const longestExcerpt = 2000;

function takeNext(rows: Iterator<RecordRow, unknown, undefined>): RecordRow {
  const next = rows.next();
  if (next.done === true) throw new TypeError("The batch has fewer marked rows than lines with marks.");
  return next.value;
}

function addOriginals(out: TupleBuffer, ordinal: number, id: string, { originals }: EncodedRow): void {
  for (const { field, original } of originals.length > 0 ? originals : [{ field: null, original: null }]) {
    out.reserve(2);
    out.addInt16(originalColumns.length);
    addValue(out, "integer", ordinal);
    addValue(out, "string", id);
    addValue(out, "string", field);
    addValue(out, "string", original);
  }
}

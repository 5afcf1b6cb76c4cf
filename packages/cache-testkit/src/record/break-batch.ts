import type { RecordBatch } from "@airdock/core";

/** A batch whose last record cannot be read. */
export function breakBatch(batch: RecordBatch): RecordBatch {
  const { sequence, firstOrdinal, count, byteLength, fields, marks, rawIdPrefix } = batch;
  return {
    ...{ sequence, firstOrdinal, count, byteLength, fields, marks, rawIdPrefix },
    rows: () => breakOff(batch.rows(), count - 1),
    markedRows: () => batch.markedRows(),
    lines: () => breakOff(batch.lines(), count - 1),
  };
}

function* breakOff<Item>(items: Iterable<Item>, after: number): Generator<Item, void, undefined> {
  let passed = 0;
  for (const item of items) {
    if (passed === after) throw new Error("This batch cannot be read to its end.");
    yield item;
    passed += 1;
  }
}

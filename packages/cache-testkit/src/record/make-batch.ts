import {
  readMessages,
  type RecordBatch,
  RecordBuffer,
  type RecordMessage,
  BufferedBatch,
  rawIdPrefix,
  type CacheRun,
  type StreamKey,
} from "@airdock/core";
import { recordLine, type TestRecord } from "./test-record.ts";

/** Where a batch stands among those of its stream and run. */
export interface BatchPlace {
  readonly run: Pick<CacheRun, "startedAt" | "token">;
  readonly stream: StreamKey;
  readonly sequence: number;
  readonly firstOrdinal: number;
}

/** A batch, and the end of its bytes. */
export interface TestBatch {
  readonly batch: RecordBatch;
  /** Overwrites the bytes, as happens once `stage` has settled: a cache that still reads them reads nonsense. */
  spoil(): void;
}

/**
 * A batch of records just as the pipeline makes them: the records are printed as a connector prints them and read back by
 * the protocol's own scanner, so that fields and marks are what they are in a sync. Throws for what is no valid record.
 */
export async function makeBatch(place: BatchPlace, given: readonly TestRecord[]): Promise<TestBatch> {
  const bytes = Buffer.from(given.map((row) => recordLine(place.stream, row)).join(""));
  const records = RecordBuffer.of(await scanRecords(bytes));
  const batch = new BufferedBatch({
    sequence: place.sequence,
    firstOrdinal: place.firstOrdinal,
    rawIdPrefix: rawIdPrefix(place.run, place.stream),
    records,
  });
  return { batch, spoil: () => void records.bytes.fill(0x78) };
}

async function scanRecords(bytes: Uint8Array): Promise<readonly RecordMessage[]> {
  const messages = await Array.fromAsync(readMessages(ReadableStream.from([bytes])));
  return messages.flat().map((message) => {
    if (message.kind !== "record") throw new TypeError(`No valid record: ${JSON.stringify(message)}`);
    return message;
  });
}

import { BufferedBatch, type RecordBatch, RecordBuffer, readMessages, type StoredColumn } from "@airdock/core";
import type { BulkLoad, LoadRequest, StageTarget, StreamStage } from "@airdock/sql-cache";

/** An open database, as stages load in it. */
export type LoadSession = Parameters<StreamStage["load"]>[0];

/** A database without the rest of a cache, and stages that load in it. */
export interface LoadBench extends AsyncDisposable {
  readonly kysely: LoadSession;
  openStage(): StreamStage;
}

/** What a bench is made of; `close` ends it. */
export interface LoadBenchOptions extends Pick<StageTarget, "columnType" | "schemas"> {
  readonly kysely: LoadSession;
  readonly bulkLoad: BulkLoad;
  close(): Promise<void>;
}

/** Makes the bench; each stage is that of another stream. */
export function createLoadBench({ kysely, bulkLoad, columnType, schemas, close }: LoadBenchOptions): LoadBench {
  const run = { id: 5, token: "0123456789abcdef", startedAt: new Date() };
  let index = 0;
  return {
    kysely,
    openStage: () =>
      bulkLoad.openStage({
        run,
        stream: { name: "items" },
        index: index++,
        generation: 3,
        rawIdPrefix,
        keyTexts: [],
        key: [],
        write: (work) => work(kysely),
        columnType,
        parameters: 30_000,
        schemas,
      }),
    [Symbol.asyncDispose]: close,
  };
}

const rawIdPrefix = "018bcfe5-6800-7abc-8def-";

/** Where a batch stands; by default it is the first one. `meta`: JSON text of the meta that all its records carry. */
export interface BatchOptions {
  readonly sequence?: number;
  readonly firstOrdinal?: number;
  readonly meta?: string | undefined;
}

/** Records, as JSON text of their data, in a batch as the pipeline makes it. */
export async function batchOf(data: readonly string[], options: BatchOptions = {}): Promise<RecordBatch> {
  const { sequence = 0, firstOrdinal = 1, meta } = options;
  const lines = data.map((text) => {
    const record = `{"stream":"items","emitted_at":1700000000000${meta === undefined ? "" : `,"meta":${meta}`},"data":${text}}`;
    return Buffer.from(`{"type":"RECORD","record":${record}}\n`);
  });
  const messages = (await Array.fromAsync(readMessages(ReadableStream.from([Buffer.concat(lines)])))).flat();
  const records = messages.flatMap((message) => (message.kind === "record" ? [message] : []));
  if (records.length !== data.length) throw new TypeError(`Not all are records: ${JSON.stringify(messages)}`);
  return new BufferedBatch({ sequence, firstOrdinal, rawIdPrefix, records: RecordBuffer.of(records) });
}

/** A request for all staged rows, unless it is said otherwise. */
export function requestFor(columns: readonly StoredColumn[], more: Partial<LoadRequest> = {}): LoadRequest {
  const target = { name: "items" };
  return {
    after: 0,
    through: 1e9,
    columns,
    keyTexts: [],
    syncId: 5,
    generation: 3,
    rawIdPrefix,
    target,
    reads: "once",
    ...more,
  };
}

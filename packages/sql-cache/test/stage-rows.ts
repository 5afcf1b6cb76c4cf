import {
  type CacheRun,
  type JsonObject,
  rawIdPrefix,
  readMessages,
  RecordBuffer,
  BufferedBatch,
  type StreamWriter,
} from "@airdock/core";

/** Stages the first batch of a stream: records as a connector's lines would come in. */
export async function stageRows(run: CacheRun, writer: StreamWriter, rows: readonly JsonObject[]): Promise<void> {
  const lines = rows.map((data) =>
    JSON.stringify({ type: "RECORD", record: { stream: writer.stream.name, data, emitted_at: 0 } }),
  );
  const bytes = Buffer.from(`${lines.join("\n")}\n`);
  const messages = (await Array.fromAsync(readMessages(ReadableStream.from([bytes])))).flat();
  const records = messages.filter((message) => message.kind === "record");
  await writer.stage(
    new BufferedBatch({
      sequence: 0,
      firstOrdinal: 1,
      rawIdPrefix: rawIdPrefix(run, writer.stream),
      records: RecordBuffer.of(records),
    }),
  );
}

import { createWriteStream } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Shape } from "./shape.ts";

/** The files a benchmark reads: messages as a connector prints them, and the config that names them. */
export interface BenchInput {
  readonly shape: Shape;
  readonly rows: number;
  readonly records: string;
  readonly config: string;
  readonly bytes: number;
}

/** Records between two states. */
const STATE_EVERY = 10_000;

/** Writes the messages of one stream: RECORDs with a STATE now and then, as one file of NDJSON. */
export async function prepareInput(shape: Shape, rows: number, folder: string): Promise<BenchInput> {
  const records = join(folder, `${shape.name.replaceAll(" ", "-")}-${rows}.ndjson`);
  const catalog = `${records}.catalog`;
  const config = `${records}.config.json`;
  await pipeline(printLines(shape, rows), createWriteStream(records));
  const stream = {
    name: "bench",
    json_schema: { type: "object", properties: shape.properties },
    supported_sync_modes: ["full_refresh", "incremental"],
    source_defined_cursor: true,
    ...(shape.key === undefined ? {} : { source_defined_primary_key: [[shape.key]] }),
  };
  await writeFile(catalog, `${JSON.stringify({ type: "CATALOG", catalog: { streams: [stream] } })}\n`);
  await writeFile(config, JSON.stringify({ records, catalog }));
  return { shape, rows, records, config, bytes: (await stat(records)).size };
}

function* printLines(shape: Shape, rows: number): Generator<string> {
  let chunk = "";
  for (let index = 1; index <= rows; index += 1) {
    chunk += `${JSON.stringify({ type: "RECORD", record: { stream: "bench", data: shape.createRecord(index), emitted_at: 1_700_000_000_000 + index } })}\n`;
    if (index % STATE_EVERY === 0 || index === rows) {
      const state = { type: "STREAM", stream: { stream_descriptor: { name: "bench" }, stream_state: { at: index } } };
      yield `${chunk}${JSON.stringify({ type: "STATE", state })}\n`;
      chunk = "";
    }
  }
}

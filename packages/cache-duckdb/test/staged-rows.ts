import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RecordBatch, BufferedBatch, RecordBuffer, readMessages, type StoredColumn } from "@airdock/core";
import type { LoadRequest, StreamStage } from "@airdock/sql-cache";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Kysely, sql } from "kysely";
import { duckdbBulkLoad } from "../src/duckdb-bulk-load.ts";
import { databaseOfInstance } from "../src/duckdb-database.ts";
import { openDuckdbSession } from "../src/duckdb-open-session.ts";
import { ResourceLimits } from "../src/duckdb-resources.ts";

/** A database in memory and a folder to stage in, without the rest of a cache. */
export interface LoadBench extends AsyncDisposable {
  readonly folder: string;
  readonly kysely: Kysely<unknown>;
  openStage(): StreamStage;
}

/** The rows of a load, as objects of text. */
export type TextRow = Readonly<Record<string, string | null>>;

/** Makes the bench. */
export async function createBench(settings: readonly string[] = []): Promise<LoadBench> {
  const folder = await mkdtemp(join(tmpdir(), "airdock load's [1]*"));
  const instance = await DuckDBInstance.create(":memory:");
  const openSession = openDuckdbSession(databaseOfInstance(instance), new ResourceLimits({}));
  const session = await openSession({ access: "write", patience: 0 });
  for (const setting of settings) await sql.raw(setting).execute(session.kysely);
  const bulkLoad = duckdbBulkLoad(folder);
  const run = { id: 1, token: "0123456789abcdef", startedAt: new Date() };
  let index = 0;
  return {
    folder,
    kysely: session.kysely,
    openStage: () =>
      bulkLoad.openStage({
        run,
        stream: { name: "items" },
        index: index++,
        generation: 3,
        rawIdPrefix,
        key: [],
        write: (work) => work(session.kysely),
        columnType: () => "",
        parameters: 0,
        schemas: true,
      }),
    async [Symbol.asyncDispose]() {
      await session.close();
      instance.closeSync();
      await rm(folder, { recursive: true });
    },
  };
}

/** Records, as JSON text of their data, in a batch as the pipeline makes it. */
export async function batchOf(
  data: readonly string[],
  { sequence = 0, firstOrdinal = 1, meta }: { sequence?: number; firstOrdinal?: number; meta?: string } = {},
): Promise<RecordBatch> {
  const lines = data.map((text) => {
    const record = `{"stream":"items","emitted_at":1700000000000${meta === undefined ? "" : `,"meta":${meta}`},"data":${text}}`;
    return Buffer.from(`{"type":"RECORD","record":${record}}\n`);
  });
  const messages = (await Array.fromAsync(readMessages(ReadableStream.from([Buffer.concat(lines)])))).flat();
  const records = messages.flatMap((message) => (message.kind === "record" ? [message] : []));
  if (records.length !== data.length) throw new TypeError(`Not all are records: ${JSON.stringify(messages)}`);
  return new BufferedBatch({
    sequence,
    firstOrdinal,
    rawIdPrefix,
    records: RecordBuffer.of(records),
  });
}

/** What all loads of these tests have in common. */
export const rawIdPrefix = "018bcfe5-6800-7abc-8def-";

/** A request for all rows with an ordinal in a range. */
export function requestFor(columns: readonly StoredColumn[], more: Partial<LoadRequest> = {}): LoadRequest {
  const target = { name: "items" };
  return { after: 0, through: 1e9, columns, syncId: 5, generation: 3, rawIdPrefix, target, reads: "once", ...more };
}

/** Loads, and reads all columns as text, in the order of the ordinals. */
export async function loadTexts(
  { kysely }: LoadBench,
  stage: StreamStage,
  request: LoadRequest,
): Promise<readonly TextRow[]> {
  const loaded = await stage.load(kysely, request);
  const names = [...request.columns.map(({ name }) => name), "_airbyte_raw_id", "_airbyte_meta", "_airdock_ordinal"];
  const items = names.map((name) => sql`CAST(${sql.id(name)} AS VARCHAR) AS ${sql.id(name)}`);
  const { rows } =
    await sql<TextRow>`SELECT ${sql.join(items)} FROM ${loaded.rows} AS loaded ORDER BY loaded._airdock_ordinal`.execute(
      kysely,
    );
  return rows;
}

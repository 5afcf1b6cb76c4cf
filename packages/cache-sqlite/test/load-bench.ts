import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RecordBuffer, readMessages, type RecordBatch, BufferedBatch, type StoredColumn } from "@airdock/core";
import { airbyteTypeOf, type LoadRequest, metaColumns, type StreamStage } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import { sqliteBulkLoad } from "../src/sqlite-bulk-load.ts";
import { sqliteColumnType } from "../src/sqlite-column-type.ts";
import { databaseInMemory } from "../src/sqlite-database.ts";
import { openSqliteSession } from "../src/sqlite-open-session.ts";

/** A database in memory and a folder to stage in, without the rest of a cache. */
export interface LoadBench extends AsyncDisposable {
  readonly folder: string;
  readonly kysely: Kysely<unknown>;
  openStage(): StreamStage;
}

/** Makes the bench. */
export async function createBench(): Promise<LoadBench> {
  const folder = await mkdtemp(join(tmpdir(), "airdock load's [1]*"));
  const database = databaseInMemory();
  const session = await openSqliteSession(database)({ access: "write", patience: 0 });
  const bulkLoad = sqliteBulkLoad(folder);
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
        columnType: sqliteColumnType,
        parameters: 30_000,
        schemas: false,
      }),
    async [Symbol.asyncDispose]() {
      await session.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Records, as JSON text of their data, in a batch as the pipeline makes it. */
export async function batchOf(
  data: readonly string[],
  {
    sequence = 0,
    firstOrdinal = 1,
    meta,
  }: { sequence?: number; firstOrdinal?: number; meta?: string | undefined } = {},
): Promise<RecordBatch> {
  const lines = data.map((text) => {
    const record = `{"stream":"items","emitted_at":1700000000000${meta === undefined ? "" : `,"meta":${meta}`},"data":${text}}`;
    return Buffer.from(`{"type":"RECORD","record":${record}}\n`);
  });
  const messages = (await Array.fromAsync(readMessages(ReadableStream.from([Buffer.concat(lines)])))).flat();
  const records = messages.flatMap((message) => (message.kind === "record" ? [message] : []));
  if (records.length !== data.length) throw new TypeError("Not all are records.");
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

/** Makes the table of a request, empty. */
export async function makeTarget({ kysely }: LoadBench, columns: readonly StoredColumn[]): Promise<void> {
  await sql`drop table if exists items`.execute(kysely);
  const own = metaColumns.map(
    (name) => sql`${sql.id(name)} ${sql.raw(name.endsWith("_id") && name !== "_airbyte_raw_id" ? "INTEGER" : "TEXT")}`,
  );
  const definitions = columns.map(
    (column) => sql`${sql.id(column.name)} ${sql.raw(sqliteColumnType(airbyteTypeOf(column)))}`,
  );
  await sql`create table items (${sql.join([...own, ...definitions])})`.execute(kysely);
}

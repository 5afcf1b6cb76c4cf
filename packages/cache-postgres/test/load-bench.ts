import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshDatabase } from "@airdock-test/postgres-server";
import { RecordBuffer, readMessages, type RecordBatch, BufferedBatch, type StoredColumn } from "@airdock/core";
import type { LoadRequest, StreamStage } from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import { postgresBulkLoad } from "../src/postgres-bulk-load.ts";
import { postgresColumnType } from "../src/postgres-column-type.ts";
import { databaseAt } from "../src/postgres-database.ts";
import { openPostgresSession } from "../src/postgres-open-session.ts";
import { readAddress } from "../src/session/read-address.ts";

/** One transaction of a database, and stages that load in it. */
export interface LoadBench extends AsyncDisposable {
  readonly transaction: Kysely<unknown>;
  openStage(): StreamStage;
}

/** Makes the bench. */
export async function createBench(): Promise<LoadBench> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-load-"));
  const { config, place } = readAddress(await freshDatabase(folder));
  const database = databaseAt(config, place);
  const session = await openPostgresSession(database)({ access: "write", patience: 0 });
  const transaction = await session.kysely.startTransaction().execute();
  await sql`create schema airdock`.execute(transaction);
  const bulkLoad = postgresBulkLoad(folder);
  let index = 0;
  const target = () => ({
    run: { id: 5, token: "0123456789abcdef", startedAt: new Date() },
    stream: { name: "items" },
    index: index++,
    generation: 3,
    rawIdPrefix,
    key: [],
    write: (work: (transaction: Kysely<unknown>) => Promise<void>) => work(transaction),
    columnType: postgresColumnType,
    parameters: 30_000,
    schemas: true,
  });
  return {
    transaction,
    openStage: () => bulkLoad.openStage(target()),
    async [Symbol.asyncDispose]() {
      await transaction.rollback().execute();
      await session.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

const rawIdPrefix = "018bcfe5-6800-7abc-8def-";

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

/** A request for all rows with an ordinal in a range. */
export function requestFor(columns: readonly StoredColumn[], more: Partial<LoadRequest> = {}): LoadRequest {
  const target = { schema: "airdock", name: "items" };
  return { after: 0, through: 1e9, columns, syncId: 5, generation: 3, rawIdPrefix, target, reads: "often", ...more };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLoadBench, type LoadBench } from "@airdock-test/awkward-json";
import type { LoadRequest, StreamStage } from "@airdock/sql-cache";
import { DuckDBInstance } from "@duckdb/node-api";
import { sql } from "kysely";
import { duckdbBulkLoad } from "../src/duckdb-bulk-load.ts";
import { duckdbColumnType } from "../src/duckdb-column-type.ts";
import { databaseOfInstance } from "../src/duckdb-database.ts";
import { openDuckdbSession } from "../src/duckdb-open-session.ts";
import { ResourceLimits } from "../src/duckdb-resources.ts";

/** The rows of a load, as objects of text. */
export type TextRow = Readonly<Record<string, string | null>>;

/** A bench on a database in memory, and the folder it stages in. */
export async function createBench(settings: readonly string[] = []): Promise<LoadBench & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), "airdock load's [1]*"));
  const instance = await DuckDBInstance.create(":memory:");
  const openSession = openDuckdbSession(databaseOfInstance(instance), new ResourceLimits({}));
  const session = await openSession({ access: "write", patience: 0 });
  for (const setting of settings) await sql.raw(setting).execute(session.kysely);
  const close = async (): Promise<void> => {
    await session.close();
    instance.closeSync();
    await rm(folder, { recursive: true });
  };
  const { kysely } = session;
  const bulkLoad = duckdbBulkLoad(folder);
  return { folder, ...createLoadBench({ kysely, bulkLoad, columnType: duckdbColumnType, schemas: true, close }) };
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

import { join } from "node:path";
import type { Cache, TableName } from "@airdock/core";
import type { SqlRow } from "@airdock/cache-testkit";
import { sql } from "kysely";
import { createDuckdbCache, type DuckdbCache } from "../src/index.ts";

/** The cache as the conformance suite starts it, in this process or another. */
export function createCache(folder: string): Cache {
  return openFile(folder);
}

/** Runs SQL on the same file, through a session of its own. */
export async function inspect(folder: string, statement: string): Promise<readonly SqlRow[]> {
  await using cache = openFile(folder);
  const kysely = cache.kysely<unknown>();
  try {
    const { rows } = await sql<SqlRow>`${sql.raw(statement)}`.execute(kysely);
    return rows;
  } finally {
    await kysely.destroy();
  }
}

/** Every table of the file. */
export async function listTables(folder: string): Promise<readonly TableName[]> {
  const rows = await inspect(folder, "select schema_name, table_name from duckdb_tables() where not temporary");
  return rows.map((row) => ({ schema: String(row["schema_name"]), name: String(row["table_name"]) }));
}

function openFile(folder: string): DuckdbCache {
  return createDuckdbCache(join(folder, "data.duckdb"));
}

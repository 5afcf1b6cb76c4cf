import { join } from "node:path";
import type { Cache, TableName } from "@airdock/core";
import type { SqlRow } from "@airdock/cache-testkit";
import { sql } from "kysely";
import { createDuckdbCache, type DuckdbCache } from "../src/index.ts";

/** The DuckDB cache for the conformance suite: one file in the case's folder. */
export function createCache(folder: string): Cache {
  return open(folder);
}

/** Runs SQL on the file, past the cache. */
export async function inspect(folder: string, statement: string): Promise<readonly SqlRow[]> {
  await using database = open(folder).kysely<unknown>();
  const { rows } = await sql<SqlRow>`${sql.raw(statement)}`.execute(database);
  return rows;
}

/** Every table in the file. */
export async function listTables(folder: string): Promise<readonly TableName[]> {
  const rows = await inspect(folder, "select schema_name, table_name from duckdb_tables() where not internal");
  return rows.map((row) => ({ schema: String(row["schema_name"]), name: String(row["table_name"]) }));
}

function open(folder: string): DuckdbCache {
  return createDuckdbCache(join(folder, "data.duckdb"));
}

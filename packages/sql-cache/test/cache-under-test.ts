import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Cache, TableName } from "@airdock/core";
import type { SqlRow } from "@airdock/cache-testkit";
import { createExampleCache } from "./example-dialect.ts";

/** The example's cache for the conformance suite: one file in the case's folder. */
export function createCache(folder: string): Cache {
  return createExampleCache(join(folder, "data.sqlite"));
}

/** Runs SQL on the file, past the cache. */
export async function inspect(folder: string, sql: string): Promise<readonly SqlRow[]> {
  const database = new DatabaseSync(join(folder, "data.sqlite"), { timeout: 5000 });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/** Every table in the file. */
export async function listTables(folder: string): Promise<readonly TableName[]> {
  const rows = await inspect(
    folder,
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
  );
  return rows.map((row) => ({ name: String(row["name"]) }));
}

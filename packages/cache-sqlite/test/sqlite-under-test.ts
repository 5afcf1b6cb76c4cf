import { join } from "node:path";
import type { Cache, TableName } from "@airdock/core";
import type { SqlRow } from "@airdock/cache-testkit";
import Database from "better-sqlite3";
import { createSqliteCache } from "../src/index.ts";

/** The cache as the conformance suite starts it, in this process or another. */
export function createCache(folder: string): Cache {
  return createSqliteCache(join(folder, "data.sqlite"));
}

/** Runs SQL on the same file, past the cache. */
export async function inspect(folder: string, statement: string): Promise<readonly SqlRow[]> {
  const database = new Database(join(folder, "data.sqlite"));
  try {
    const prepared = database.prepare<[], SqlRow>(statement);
    if (prepared.reader) return prepared.safeIntegers(true).all();
    prepared.run();
    return [];
  } finally {
    database.close();
  }
}

/** Every table of the file. */
export async function listTables(folder: string): Promise<readonly TableName[]> {
  const rows = await inspect(
    folder,
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
  );
  return rows.map((row) => ({ name: String(row["name"]) }));
}

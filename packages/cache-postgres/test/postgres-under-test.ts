import { freshDatabase } from "@airdock-test/postgres-server";
import type { Cache, TableName } from "@airdock/core";
import type { SqlRow } from "@airdock/cache-testkit";
import { Client } from "pg";
import { createPostgresCache } from "../src/index.ts";

/** The cache as the conformance suite starts it, in this process or another. */
export async function createCache(folder: string): Promise<Cache> {
  return createPostgresCache({ url: await freshDatabase(folder), stagingFolder: folder });
}

/** Runs SQL on the same database, through a connection of its own. */
export async function inspect(folder: string, statement: string): Promise<readonly SqlRow[]> {
  const client = new Client({ connectionString: await freshDatabase(folder) });
  await client.connect();
  try {
    return (await client.query<SqlRow>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Every table of the database. */
export async function listTables(folder: string): Promise<readonly TableName[]> {
  const rows = await inspect(
    folder,
    "select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  return rows.map((row) => ({ schema: String(row["schemaname"]), name: String(row["tablename"]) }));
}

import type { StoredConnection, StoredStream } from "@airdock/core";
import { storedStream } from "./stream-row.ts";
import type { Ledger } from "./ledger.ts";

/** All connections of the cache with their streams, by name. */
export async function readConnections(ledger: Ledger): Promise<readonly StoredConnection[]> {
  const connections = await ledger.selectFrom("connections").selectAll().orderBy("name").execute();
  const streams = await ledger.selectFrom("streams").selectAll().where("columns", "is not", null).execute();
  return connections.map((connection) => ({
    name: connection.name,
    connector: connection.connector,
    configHash: connection.config_hash,
    streams: streams.filter((row) => row.connection === connection.name).map(storedStream),
  }));
}

/** The streams of one connection whose tables are made. */
export async function readStreams(ledger: Ledger, connection: string): Promise<readonly StoredStream[]> {
  const rows = await ledger
    .selectFrom("streams")
    .selectAll()
    .where("connection", "=", connection)
    .where("columns", "is not", null)
    .execute();
  return rows.map(storedStream);
}

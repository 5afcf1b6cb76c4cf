import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** One handle on a DuckDB database: a connection of its own, in UTC. The sessions of a process share the database. */
export interface DuckdbSession extends AsyncDisposable {
  readonly connection: DuckDBConnection;
  /** Ends the session; what its transaction has not committed is rolled back. A second call does nothing. */
  close(): Promise<void>;
}

/** A session on a live instance. Closing it leaves the instance open. */
export async function connectDuckdb(instance: DuckDBInstance): Promise<DuckdbSession> {
  const connection = await instance.connect();
  try {
    await connection.run(settings);
  } catch (error) {
    connection.closeSync();
    throw error;
  }
  const close = async (): Promise<void> => connection.closeSync();
  return { connection, close, [Symbol.asyncDispose]: close };
}

/** A result that is streamed waits for its reader when it has gathered this much; long texts count for a few bytes only. */
const settings = "SET TimeZone = 'UTC'; SET streaming_buffer_size = '256KB'";

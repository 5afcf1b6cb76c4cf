import { Client, type PoolClient } from "pg";

/** Ends the statement that a server process is at, over a connection of its own. Who cannot connect cancels nothing. */
export async function cancelStatement(busy: PoolClient, pid: number): Promise<void> {
  const { host, port, user, database, password, ssl, sslNegotiation } = busy as PoolClient & {
    readonly sslNegotiation?: string;
  };
  const own = { host, port, user, database, password, ssl, sslnegotiation: sslNegotiation };
  const client = new Client(own as ConstructorParameters<typeof Client>[0]);
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select pg_catalog.pg_cancel_backend($1)", [pid]);
  } catch {
    // The statement goes on to its end.
  } finally {
    await client.end().catch(() => undefined);
  }
}

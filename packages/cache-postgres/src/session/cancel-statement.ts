import { Client, type Pool } from "pg";

/** Ends the statement that a server process is at, over a connection of its own. Who cannot connect cancels nothing. */
export async function cancelStatement(pool: Pool, pid: number): Promise<void> {
  // The pool hides the password from whoever lists its options.
  const { password } = pool.options;
  const client = new Client({ ...pool.options, ...(password === undefined ? {} : { password }) });
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

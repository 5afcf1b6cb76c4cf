import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PostgresServerOptions } from "./postgres-server.ts";

/** A server in a process of its own; it goes with the process that asked for it, whatever becomes of that. */
export interface KeptPostgres extends AsyncDisposable {
  readonly url: string;
}

/** Starts a server, unless AIRDOCK_TEST_POSTGRES_URL names one that is there. */
export async function keepPostgres({ durable = false }: PostgresServerOptions = {}): Promise<KeptPostgres> {
  const given = process.env["AIRDOCK_TEST_POSTGRES_URL"];
  if (given !== undefined && given !== "") return { url: given, [Symbol.asyncDispose]: async () => {} };
  const program = join(import.meta.dirname, "keep-server.ts");
  const child = spawn(process.execPath, [program, ...(durable ? ["--durable"] : [])], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    url = line;
    break;
  }
  if (url === undefined) throw new Error("There is no PostgreSQL server for the tests: it did not start.");
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

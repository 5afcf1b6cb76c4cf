import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import type { PoolClient } from "pg";
import { CopyInput } from "../load/copy-input.ts";
import type { ClientPool } from "../session/fallback-pool.ts";
import { postgresTypes } from "./postgres-value.ts";
import { TypedCursor } from "./typed-cursor.ts";

/** A pool as Kysely knows it, whose values are read by `readPostgresValue`. The pool itself stays as it is. */
export function typedPool(
  pool: Pick<ClientPool, "connect" | "options">,
  { connect, end }: { readonly connect: () => Promise<LentClient>; readonly end: () => Promise<void> },
): PostgresPool {
  const { Client } = pool as Pick<ClientPool, "options"> & Pick<PostgresPool, "Client">;
  return {
    ...(Client === undefined ? {} : { Client }),
    options: pool.options,
    connect: async () => {
      const { client, release } = await connect();
      return typedClient(client, release);
    },
    end,
  };
}

/** A connection, and what becomes of it when Kysely is done with it. */
export interface LentClient {
  readonly client: PoolClient;
  release(destroy?: boolean): void;
}

function typedClient(client: PoolClient, giveBack: LentClient["release"]): PostgresPoolClient {
  // Without a listener, a connection that breaks while nothing is asked of it would end the process.
  client.on("error", ignore);
  const { processID } = client as PoolClient & { readonly processID?: number };
  const query = (sql: unknown, parameters: readonly unknown[] = []): unknown => {
    if (sql instanceof TypedCursor) {
      client.query(sql.cursor);
      return sql;
    }
    const [input] = parameters;
    if (input instanceof CopyInput) return copyInput(client, String(sql), input);
    return client.query({ text: String(sql), values: [...parameters], types: postgresTypes });
  };
  return {
    ...(processID === undefined ? {} : { processID }),
    query: query as PostgresPoolClient["query"],
    release: (destroy) => {
      client.off("error", ignore);
      giveBack(destroy);
    },
  };
}

/** For Kysely, rows that COPY put in are inserted rows. */
async function copyInput(
  client: PoolClient,
  statement: string,
  input: CopyInput,
): Promise<PostgresQueryResult<unknown>> {
  return { command: "INSERT", rowCount: await input.copyInto(client, statement), rows: [] };
}

function ignore(): void {}

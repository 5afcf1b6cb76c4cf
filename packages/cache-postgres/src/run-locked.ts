import { CacheError, type QueryCursor, refuseWriting } from "@airdock/sql-cache";
import { firstWord } from "@airdock/sql-cache/statement";
import type { RowValue } from "@airdock/core";
import type { QueryArrayResult } from "pg";
import { postgresTypes } from "./kysely/postgres-value.ts";
import { describeColumns, readRows } from "./query-postgres.ts";
import type { PostgresSession } from "./session/postgres-session.ts";

/**
 * Runs one statement in the read-only transaction of a session. It becomes the query of a cursor, which the server takes from a
 * SELECT only; SHOW and EXPLAIN answer by themselves. Rejects with QUERY_WRITES for every other statement.
 */
export async function runLocked(session: PostgresSession, sql: string): Promise<QueryCursor> {
  const word = firstWord(sql, { nestsComments: true });
  if (word === "show" || word === "explain") {
    const { fields, rows } = await ask(session, sql);
    return { columns: await describeColumns(session.client, fields), chunks: [readRows(rows)] };
  }
  if (commands.has(word)) throw refuseWriting();
  await ask(session, `declare airdock_query no scroll cursor for ${sql}`).catch((error: unknown) => {
    throw describeRefusal(error);
  });
  const first = await ask(session, fetch);
  return { columns: await describeColumns(session.client, first.fields), chunks: readChunks(session, first) };
}

const chunkSize = 1000;
const fetch = `fetch forward ${chunkSize} from airdock_query`;

async function* readChunks(session: PostgresSession, first: QueryArrayResult<unknown[]>): AsyncGenerator<RowValue[][]> {
  for (let { rows } = first; rows.length > 0; { rows } = await ask(session, fetch)) {
    yield readRows(rows);
    if (rows.length < chunkSize) return;
  }
}

/** By the extended protocol, which takes one statement only. */
async function ask({ client }: PostgresSession, text: string): Promise<QueryArrayResult<unknown[]>> {
  const config = { text, types: postgresTypes, rowMode: "array" as const, queryMode: "extended" };
  return await client.query<unknown[]>(config);
}

/** Rows that a WITH would change, which no cursor has. */
const notInCursor = "0A000";

function describeRefusal(error: unknown): unknown {
  const { code, message } = error as Error & { readonly code?: string };
  if (code === notInCursor) return new CacheError(message, { code: "QUERY_WRITES", cause: error });
  return error;
}

/**
 * What other statements begin with, for a better error than that of the syntax. Whatever is missing here is refused by the server
 * all the same.
 */
const commands: ReadonlySet<string> = new Set([
  ...[
    "abort",
    "alter",
    "analyze",
    "begin",
    "call",
    "checkpoint",
    "close",
    "cluster",
    "comment",
    "commit",
    "copy",
    "create",
  ],
  ...[
    "deallocate",
    "declare",
    "delete",
    "discard",
    "do",
    "drop",
    "end",
    "execute",
    "fetch",
    "grant",
    "import",
    "insert",
  ],
  ...[
    "listen",
    "load",
    "lock",
    "merge",
    "move",
    "notify",
    "prepare",
    "reassign",
    "refresh",
    "reindex",
    "release",
    "reset",
  ],
  ...["revoke", "rollback", "savepoint", "security", "set", "start", "truncate", "unlisten", "update", "vacuum"],
]);

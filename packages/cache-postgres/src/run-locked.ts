import { CacheError, type QueryCursor, refuseWriting, type StatementOptions } from "@airdock/sql-cache";
import { firstWord } from "@airdock/sql-cache/statement";
import type { JsonForm, RowValue } from "@airdock/core";
import type { QueryArrayResult } from "pg";
import { describeColumns, readRows } from "./query-postgres.ts";
import { queryTypes } from "./query-types.ts";
import type { PostgresSession } from "./session/postgres-session.ts";

/**
 * Runs one statement in the read-only transaction of a session. It becomes the query of a cursor, which the server takes from a
 * SELECT only; SHOW and EXPLAIN answer by themselves. Rejects with QUERY_WRITES for every other statement.
 */
export async function runLocked(
  session: PostgresSession,
  sql: string,
  { json }: StatementOptions,
): Promise<QueryCursor> {
  const ask = asking(session, json);
  const word = firstWord(sql, { nestsComments: true });
  if (word === "show" || word === "explain") {
    const { fields, rows } = await ask(sql);
    return { columns: await describeColumns(session.client, fields), chunks: [readRows(rows)] };
  }
  if (commands.has(word)) throw refuseWriting();
  await ask(`declare airdock_query no scroll cursor for ${sql}`).catch((error: unknown) => {
    throw describeRefusal(error);
  });
  const first = await ask(fetch);
  return { columns: await describeColumns(session.client, first.fields), chunks: readChunks(ask, first) };
}

const chunkSize = 1000;
const fetch = `fetch forward ${chunkSize} from airdock_query`;

async function* readChunks(ask: Ask, first: QueryArrayResult<unknown[]>): AsyncGenerator<RowValue[][]> {
  for (let { rows } = first; rows.length > 0; { rows } = await ask(fetch)) {
    yield readRows(rows);
    if (rows.length < chunkSize) return;
  }
}

type Ask = (text: string) => Promise<QueryArrayResult<unknown[]>>;

/** By the extended protocol, which takes one statement only. */
function asking({ client }: PostgresSession, json: JsonForm | undefined): Ask {
  const config = { types: queryTypes(json), rowMode: "array" as const, queryMode: "extended" };
  return async (text) => await client.query<unknown[]>({ text, ...config });
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

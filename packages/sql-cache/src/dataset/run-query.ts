import { type CallOptions, isAirdockError, type QueryResult, type RowValue } from "@airdock/core";
import { CompiledQuery } from "kysely";
import { CacheError } from "../error/cache-error.ts";
import type { CacheSessions } from "../session/cache-sessions.ts";
import type { Session } from "../session/session.ts";

/** Runs a statement of the user's. Rejects with QUERY_WRITES and QUERY_FAILED, or the reason of an aborted signal. */
export async function runQuery(
  sessions: CacheSessions,
  sql: string,
  { write = false, ...options }: CallOptions & { readonly write?: boolean },
): Promise<QueryResult> {
  const { dialect } = sessions;
  return await sessions.inSession(
    write ? "write" : "read",
    async (session) => {
      try {
        return await ask(session, sql, options);
      } catch (error) {
        options.signal?.throwIfAborted();
        if (isAirdockError(error) || dialect.errorKind(error) !== undefined) throw error;
        throw failedQuery(error);
      }
    },
    options,
  );
}

async function ask(session: Session, sql: string, options: CallOptions): Promise<QueryResult> {
  if (session.query !== undefined) return await session.query(sql, options);
  const { rows, numAffectedRows } = await session.kysely.executeQuery<Record<string, RowValue>>(CompiledQuery.raw(sql));
  if (rows.length === 0 && numAffectedRows !== undefined)
    return { columns: [], rows: [], rowsChanged: Number(numAffectedRows) };
  const names = Object.keys(rows[0] ?? {});
  return {
    columns: names.map((name) => ({ name, type: "" })),
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}

function failedQuery(error: unknown): CacheError {
  const reason = error instanceof Error ? error.message : String(error);
  return new CacheError(`The query failed: ${reason}`, { code: "QUERY_FAILED", cause: error });
}

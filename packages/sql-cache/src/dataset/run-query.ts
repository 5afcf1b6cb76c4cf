import { type CallOptions, isAirdockError, type QueryOptions, type QueryResult, type RowValue } from "@airdock/core";
import { CompiledQuery } from "kysely";
import { CacheError } from "../error/cache-error.ts";
import type { CacheSessions } from "../session/cache-sessions.ts";
import type { QueryCursor } from "../session/locked-session.ts";
import type { Session, StatementOptions } from "../session/session.ts";

/**
 * Runs a statement of the user's. Rejects with QUERY_WRITES, QUERY_READS_FILES, QUERY_FAILED and QUERY_TIMEOUT, or the reason of an
 * aborted signal.
 */
export async function runQuery(
  sessions: CacheSessions,
  sql: string,
  { write = false, allowFiles = false, maxRows = Infinity, timeoutMs, json, signal }: QueryOptions,
): Promise<QueryResult> {
  const timeout = timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)];
  const signals = [...(signal === undefined ? [] : [signal]), ...timeout];
  const options: CallOptions = signals.length === 0 ? {} : { signal: AbortSignal.any(signals) };
  const describe = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      options.signal?.throwIfAborted();
      const kind = sessions.dialect.errorKind(error);
      // What the user may not do, and what a constraint refuses, is said of the query, not of the cache.
      if (isAirdockError(error) || (kind !== undefined && kind !== "denied" && kind !== "constrained")) throw error;
      throw failedQuery(error);
    }
  };
  try {
    return write
      ? await sessions.inSession("write", (session) => describe(() => ask(session, sql, { ...options, json })), options)
      : await sessions.inLockedSession(
          (session) => describe(async () => await collect(await session.run(sql, { ...options, json }), maxRows)),
          { ...options, allowFiles },
        );
  } catch (error) {
    if (signal?.aborted !== true && timeout.some(({ aborted }) => aborted)) throw timedOut(timeoutMs ?? 0);
    throw error;
  }
}

async function collect({ columns, chunks }: QueryCursor, maxRows: number): Promise<QueryResult> {
  const rows: (readonly RowValue[])[] = [];
  for await (const chunk of chunks) {
    for (const row of chunk) {
      if (rows.length >= maxRows) return { columns, rows, isCut: true };
      rows.push(row);
    }
  }
  return { columns, rows };
}

async function ask(session: Session, sql: string, options: StatementOptions): Promise<QueryResult> {
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

function timedOut(milliseconds: number): CacheError {
  return new CacheError(`The query ran for longer than ${milliseconds / 1000} s and was ended.`, {
    code: "QUERY_TIMEOUT",
    hint: "Ask for less, or allow it more time.",
  });
}

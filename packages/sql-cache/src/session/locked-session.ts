import type { QueryResult, RowValue } from "@airdock/core";
import { CompiledQuery } from "kysely";
import type { OpenSession, SessionRequest, StatementOptions } from "./session.ts";

/**
 * Opens the database for one statement of a user who may only read. Whatever the statement is, no file, row, setting, database or
 * process is another one afterwards; it is refused with QUERY_WRITES where it would change something, and with
 * QUERY_READS_FILES where it would read files without `allowFiles`.
 */
export type OpenLockedSession = (request: LockedSessionRequest) => Promise<LockedSession>;

/** For whom, and how patiently, a locked session is opened. */
export interface LockedSessionRequest extends Omit<SessionRequest, "access"> {
  /** Functions of the database may read files of the machine. */
  readonly allowFiles: boolean;
}

/** A session that runs one statement. */
export interface LockedSession {
  run(sql: string, options: StatementOptions): Promise<QueryCursor>;
  /** Ends the statement, and the session. */
  close(): Promise<void>;
}

/** An answer whose rows come as they are asked for, a few at a time; whoever stops asking closes the session. */
export interface QueryCursor extends Pick<QueryResult, "columns"> {
  readonly chunks: Iterable<Chunk> | AsyncIterable<Chunk>;
}

type Chunk = readonly (readonly RowValue[])[];

/** A locked session made of one for reading, for databases in which such a one refuses all that writes. */
export function lockReadSession(openSession: OpenSession): OpenLockedSession {
  return async ({ allowFiles: _allowFiles, ...request }) => {
    const session = await openSession({ ...request, access: "read" });
    const run = async (sql: string, options: StatementOptions): Promise<QueryCursor> => {
      if (session.query !== undefined) return asCursor(await session.query(sql, options));
      const { rows } = await session.kysely.executeQuery<Record<string, RowValue>>(CompiledQuery.raw(sql));
      const names = Object.keys(rows[0] ?? {});
      return {
        columns: names.map((name) => ({ name, type: "" })),
        chunks: [rows.map((row) => names.map((name) => row[name] ?? null))],
      };
    };
    return { run, close: () => session.close() };
  };
}

function asCursor({ columns, rows }: QueryResult): QueryCursor {
  return { columns, chunks: [rows] };
}

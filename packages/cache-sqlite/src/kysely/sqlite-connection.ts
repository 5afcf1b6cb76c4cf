import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { BlockInsert } from "../load/block-insert.ts";
import { createRowReader } from "./row-reader.ts";
import type { SqliteSession } from "../session/sqlite-session.ts";

/** In the place of SQL: the one parameter is a `BlockInsert`, for the session itself. */
export const insertStatement = "insert blocks";

/** One connection as Kysely uses it: a session for as long as Kysely keeps it. */
export class SqliteConnection implements DatabaseConnection {
  readonly session: SqliteSession;
  readonly #isTyped: boolean;

  constructor(session: SqliteSession, isTyped: boolean) {
    this.session = session;
    this.#isTyped = isTyped;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (sql === insertStatement) {
      return { rows: [], numAffectedRows: BigInt(await this.session.insert(parameters[0] as BlockInsert)) };
    }
    const { columns, rows, changes, lastRowId } = await this.session.run(
      { sql, parameters },
      { isTyped: this.#isTyped },
    );
    const read = createRowReader<Row>(columns);
    return {
      rows: rows.map(read),
      ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }),
      ...(lastRowId === undefined ? {} : { insertId: lastRowId }),
    };
  }

  /** No more than `chunkSize` rows are on their way. */
  async *streamQuery<Row>(
    { sql, parameters }: CompiledQuery,
    chunkSize: number,
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): AsyncIterableIterator<QueryResult<Row>> {
    const stop = (): void => this.session.interrupt(signal?.reason);
    signal?.addEventListener("abort", stop, { once: true });
    try {
      for await (const { columns, rows } of this.session.stream(
        { sql, parameters },
        { chunkSize, isTyped: this.#isTyped },
      ))
        yield { rows: rows.map(createRowReader<Row>(columns)) };
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  async cancelQuery(): Promise<void> {
    this.session.interrupt(new DOMException("The query was cancelled.", "AbortError"));
  }
}

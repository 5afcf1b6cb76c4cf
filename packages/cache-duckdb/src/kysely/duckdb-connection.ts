import { type DuckDBConnection, type DuckDBResult, ResultReturnType, StatementType } from "@duckdb/node-api";
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { DuckdbSession } from "../session/duckdb-session.ts";
import { DuckdbStatementError } from "./duckdb-statement-error.ts";
import { DuckdbTransaction } from "./duckdb-transaction.ts";
import { type DuckdbStatement, prepareStatement } from "./prepare-statement.ts";
import { createRowReader } from "./row-reader.ts";

/** One connection as Kysely uses it: statements, streams, a transaction. */
export class DuckdbConnection implements DatabaseConnection {
  readonly transaction: DuckdbTransaction;
  readonly #session: DuckdbSession;
  readonly #access: "read" | "write";
  #running = 0;

  constructor(session: DuckdbSession, access: "read" | "write") {
    this.#session = session;
    this.#access = access;
    this.transaction = new DuckdbTransaction(session.connection, access);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return await this.#run(query, async (statement) => {
      const result = await statement.run();
      if (result.statementType === StatementType.TRANSACTION) this.transaction.isForeign = true;
      return await readResult<Row>(result);
    });
  }

  /** Yields the rows as DuckDB delivers them, up to 2,048 at a time whatever `chunkSize` says; no more than that is held. */
  async *streamQuery<Row>(
    query: CompiledQuery,
    _chunkSize: number,
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): AsyncIterableIterator<QueryResult<Row>> {
    const interrupt = (): void => this.#connection.interrupt();
    options.signal?.addEventListener("abort", interrupt, { once: true });
    try {
      const result = await this.#run(query, (statement) => statement.stream());
      yield* this.#readStream<Row>(query, result, options.signal);
    } finally {
      options.signal?.removeEventListener("abort", interrupt);
    }
  }

  /** Stops the statement that runs; inside a transaction, DuckDB then takes no more than a rollback. */
  async cancelQuery(): Promise<void> {
    if (this.#running > 0) this.#connection.interrupt();
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  get #connection(): DuckDBConnection {
    return this.#session.connection;
  }

  async *#readStream<Row>(
    query: DuckdbStatement,
    result: DuckDBResult,
    signal: AbortSignal | undefined,
  ): AsyncIterableIterator<QueryResult<Row>> {
    const isSelect = result.statementType === StatementType.SELECT;
    const readRows = createRowReader<Row>(result);
    let hasEnded = false;
    try {
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        yield { rows: readRows(chunk) };
      }
      hasEnded = true;
    } finally {
      if (!hasEnded) await this.#abandonStream(result);
    }
    // A result that breaks off ends like one that is complete, and only then has no kind any more.
    if (result.returnType !== ResultReturnType.INVALID) return;
    this.transaction.hasFailed = true;
    // Whoever aborted was told so by Kysely at once; an error here would only be printed.
    if (signal?.aborted !== true) throw await this.#explainBreak(query, isSelect);
  }

  /** Until its last chunk is fetched, a result keeps the database open, even when all else is closed. */
  async #abandonStream(result: DuckDBResult): Promise<void> {
    if (this.transaction.isOpen) {
      // An interrupt would spoil the transaction; another statement ends the stream as well.
      await this.#connection.run("SELECT 1");
      return;
    }
    this.#connection.interrupt();
    while (((await result.fetchChunk())?.rowCount ?? 0) > 0);
    await this.transaction.renewReading();
  }

  /** The driver does not tell why a result broke off. A second run that keeps no rows does, where one can do no harm. */
  async #explainBreak(query: DuckdbStatement, isSelect: boolean): Promise<DuckdbStatementError> {
    let cause: unknown;
    const { count } = await this.#connection.extractStatements(query.sql);
    if (isSelect && count === 1 && !this.transaction.isOpen) {
      await this.transaction.renewReading();
      const explain = { sql: `EXPLAIN ANALYZE ${query.sql}`, parameters: query.parameters };
      await this.#run(explain, (statement) => statement.run()).catch((error: unknown) => (cause = error));
    }
    return new DuckdbStatementError("The query failed after some of its rows.", {
      code: "QUERY_FAILED",
      cause,
      hint: cause === undefined ? "Run it without streaming to see what DuckDB says." : undefined,
    });
  }

  async #run<Result>(
    query: DuckdbStatement,
    work: (statement: Awaited<ReturnType<typeof prepareStatement>>) => Promise<Result>,
  ): Promise<Result> {
    this.#running += 1;
    try {
      const statement = await prepareStatement(this.#connection, query, this.#access);
      try {
        return await work(statement);
      } finally {
        statement.destroySync();
      }
    } catch (error) {
      this.transaction.hasFailed = true;
      throw error;
    } finally {
      this.#running -= 1;
    }
  }
}

async function readResult<Row>(result: DuckDBResult): Promise<QueryResult<Row>> {
  if (result.returnType === ResultReturnType.CHANGED_ROWS) {
    return { rows: [], numAffectedRows: BigInt(result.rowsChanged) };
  }
  if (result.returnType !== ResultReturnType.QUERY_RESULT) return { rows: [] };
  const readRows = createRowReader<Row>(result);
  const rows: Row[] = [];
  for await (const chunk of result) {
    for (const row of readRows(chunk)) rows.push(row);
  }
  return writing.has(result.statementType) ? { rows, numAffectedRows: BigInt(rows.length) } : { rows };
}

/** Statements that answer with rows only when asked by RETURNING. */
const writing = new Set([StatementType.INSERT, StatementType.UPDATE, StatementType.DELETE, StatementType.MERGE_INTO]);

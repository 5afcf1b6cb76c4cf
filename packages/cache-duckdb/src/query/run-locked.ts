import {
  type DuckDBConnection,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  ResultReturnType,
  StatementType,
} from "@duckdb/node-api";
import type { RowValue } from "@airdock/core";
import { CacheError, type QueryCursor, refuseFiles, refuseWriting, type StatementOptions } from "@airdock/sql-cache";
import { columnTypeName, readColumn } from "./read-column.ts";
import { suspects } from "./is-harmless-table.ts";
import { checkStatement, type QueryLock } from "./check-statement.ts";

/** An answer, and what ends it: to be called when no more rows of it are wanted. */
export type EndingCursor = QueryCursor & { readonly end: () => Promise<void> };

/** Runs a statement that may only read; an aborted signal interrupts it. Its rows stream. */
export async function runLocked(
  connection: DuckDBConnection,
  sql: string,
  { signal, json, ...lock }: QueryLock & StatementOptions,
): Promise<EndingCursor> {
  signal?.throwIfAborted();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  const forget = (): void => signal?.removeEventListener("abort", interrupt);
  let isSelect = false;
  try {
    isSelect = await checkStatement(connection, sql, lock);
    if (!lock.isAlone) await connection.run("BEGIN TRANSACTION READ ONLY");
    const statement = isSelect ? await prepareLast(connection, sql) : await prepareOther(connection, sql, lock);
    const { end, ...cursor } = readResult(connection, sql, { result: await statement.stream(), signal, json });
    return { ...cursor, end: () => end().finally(forget) };
  } catch (error) {
    forget();
    if (!/file system operations are disabled by configuration/.test(String(error))) throw error;
    throw isSelect ? refuseFiles("The statement opens a file.") : refuseWriting();
  }
}

async function prepareLast(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql);
  for (let index = 0; index < statements.count - 1; index += 1) await (await statements.prepare(index)).run();
  return await statements.prepare(statements.count - 1);
}

/** DuckDB makes two statements of PIVOT, and a SELECT of a PRAGMA that tells something. Nothing else is run. */
async function prepareOther(
  connection: DuckDBConnection,
  sql: string,
  lock: QueryLock,
): Promise<DuckDBPreparedStatement> {
  if (!lock.isAlone || lock.allowFiles) {
    await connection.extractStatements(sql);
    throw refuseWriting("The statement is not a SELECT, and the query is read-only.");
  }
  if (suspects.some((name) => sql.toLowerCase().includes(name))) throw refuseWriting();
  const statements = await connection.extractStatements(sql);
  for (let index = 0; ; index += 1) {
    const statement = await statements.prepare(index);
    const isLast = index === statements.count - 1;
    const isFit =
      statement.statementType === StatementType.SELECT || (statement.statementType === StatementType.CREATE && !isLast);
    if (!isFit) throw refuseWriting();
    if (isLast) return statement;
    await statement.run();
  }
}

function readResult(
  connection: DuckDBConnection,
  sql: string,
  { result, signal, json }: StatementOptions & { readonly result: DuckDBResult },
): EndingCursor {
  const types = result.columnTypes();
  const readers = types.map((type) => readColumn(type, json));
  let hasEnded = false;
  async function* chunks(): AsyncGenerator<RowValue[][]> {
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      const reads = readers.map((bind, index) => bind(chunk.getColumnVector(index)));
      const rows = Array.from({ length: chunk.rowCount }, (_, row) => reads.map((read) => read(row) as RowValue));
      chunk.reset();
      yield rows;
    }
    hasEnded = true;
    // A result that breaks off ends like one that is complete, and only then has no kind any more.
    if (result.returnType !== ResultReturnType.INVALID) return;
    signal?.throwIfAborted();
    throw await explainBreak(connection, sql);
  }
  const end = async (): Promise<void> => {
    if (hasEnded) return;
    // Until its last chunk is fetched, a result keeps the database open.
    connection.interrupt();
    while (((await result.fetchChunk().catch(() => null))?.rowCount ?? 0) > 0);
  };
  const columns = result.columnNames().map((name, index) => ({ name, type: columnTypeName(types[index]) }));
  return { columns, chunks: chunks(), end };
}

/** The driver does not say why a result broke off; a second run that keeps no rows does. */
async function explainBreak(connection: DuckDBConnection, sql: string): Promise<CacheError> {
  const cause = await connection.run(`EXPLAIN ANALYZE ${sql}`).then(
    () => undefined,
    (error: unknown) => error,
  );
  const reason = cause instanceof Error ? `: ${cause.message}` : " after some of its rows.";
  return new CacheError(`The query failed${reason}`, { code: "QUERY_FAILED", cause });
}

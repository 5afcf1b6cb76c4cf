import type { CallOptions, QueryResult, RowValue } from "@airdock/core";
import { type DuckDBConnection, type DuckDBResult, ResultReturnType, StatementType } from "@duckdb/node-api";
import { CacheError } from "@airdock/sql-cache";
import { readDuckdbValue } from "./kysely/duckdb-value.ts";
import { prepareStatement } from "./kysely/prepare-statement.ts";

/** Runs SQL of the user's and keeps the rows of its last statement; a reader's in a read-only transaction. */
export async function queryDuckdb(
  connection: DuckDBConnection,
  sql: string,
  { access, signal }: CallOptions & { readonly access: "read" | "write" },
): Promise<QueryResult> {
  signal?.throwIfAborted();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    if (access === "write") return await runStatement(connection, sql, access);
    await refuseEffects(connection, sql);
    await connection.run("BEGIN TRANSACTION READ ONLY");
    try {
      return await runStatement(connection, sql, access);
    } finally {
      await connection.run("ROLLBACK");
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

/** What changes something that a read-only transaction does not guard: files, other databases, the session. */
const effects: ReadonlySet<StatementType> = new Set([
  StatementType.COPY,
  StatementType.EXPORT,
  StatementType.ATTACH,
  StatementType.DETACH,
  StatementType.LOAD,
  StatementType.COPY_DATABASE,
  StatementType.UPDATE_EXTENSIONS,
]);

async function refuseEffects(connection: DuckDBConnection, sql: string): Promise<void> {
  const statements = await connection.extractStatements(sql);
  for (let index = 0; index < statements.count; index += 1) {
    // One that cannot be prepared yet, since it needs one before it, is judged by the transaction.
    const statement = await statements.prepare(index).catch(() => undefined);
    const type = statement?.statementType;
    statement?.destroySync();
    if (type !== undefined && effects.has(type)) {
      throw new CacheError("The statement writes files or opens databases, and the query is read-only.", {
        code: "QUERY_WRITES",
        hint: "Ask for a query that may write, if that is meant.",
      });
    }
  }
}

async function runStatement(connection: DuckDBConnection, sql: string, access: "read" | "write"): Promise<QueryResult> {
  const statement = await prepareStatement(connection, { sql, parameters: [] }, access);
  try {
    return await readResult(await statement.run());
  } finally {
    statement.destroySync();
  }
}

async function readResult(result: DuckDBResult): Promise<QueryResult> {
  if (result.returnType !== ResultReturnType.QUERY_RESULT)
    return { columns: [], rows: [], rowsChanged: result.rowsChanged };
  const types = result.columnTypes();
  const columns = result.columnNames().map((name, index) => ({ name, type: String(types[index] ?? "") }));
  const readers = types.map((type) => readDuckdbValue(type));
  const rows: RowValue[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return { columns, rows };
    const reads = readers.map((bind, index) => bind(chunk.getColumnVector(index)));
    for (let index = 0; index < chunk.rowCount; index += 1) rows.push(reads.map((read) => read(index) as RowValue));
  }
}

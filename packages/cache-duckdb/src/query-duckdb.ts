import type { JsonForm, QueryResult, RowValue } from "@airdock/core";
import type { StatementOptions } from "@airdock/sql-cache";
import { type DuckDBConnection, type DuckDBResult, ResultReturnType } from "@duckdb/node-api";
import { columnTypeName, readColumn } from "./query/read-column.ts";
import { prepareStatement } from "./kysely/prepare-statement.ts";

/** Runs SQL of a user who may write, and keeps the rows of its last statement. */
export async function queryDuckdb(
  connection: DuckDBConnection,
  sql: string,
  { signal, json }: StatementOptions = {},
): Promise<QueryResult> {
  signal?.throwIfAborted();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    const statement = await prepareStatement(connection, { sql, parameters: [] }, "write");
    try {
      return await readResult(await statement.run(), json);
    } finally {
      statement.destroySync();
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

async function readResult(result: DuckDBResult, json: JsonForm | undefined): Promise<QueryResult> {
  if (result.returnType !== ResultReturnType.QUERY_RESULT)
    return { columns: [], rows: [], rowsChanged: result.rowsChanged };
  const types = result.columnTypes();
  const columns = result.columnNames().map((name, index) => ({ name, type: columnTypeName(types[index]) }));
  const readers = types.map((type) => readColumn(type, json));
  const rows: RowValue[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return { columns, rows };
    const reads = readers.map((bind, index) => bind(chunk.getColumnVector(index)));
    for (let index = 0; index < chunk.rowCount; index += 1) rows.push(reads.map((read) => read(index) as RowValue));
  }
}

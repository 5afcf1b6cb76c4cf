import type { CallOptions, QueryResult, RowValue } from "@airdock/core";
import type { DuckDBConnection } from "@duckdb/node-api";

/** Runs a statement of the user's; a reader's in a read-only transaction. */
export async function queryDuckdb(
  connection: DuckDBConnection,
  statement: string,
  { access, signal }: CallOptions & { readonly access: "read" | "write" },
): Promise<QueryResult> {
  signal?.throwIfAborted();
  await connection.run(access === "read" ? "BEGIN TRANSACTION READ ONLY" : "BEGIN TRANSACTION");
  try {
    const result = await connection.runAndReadAll(statement);
    const names = result.deduplicatedColumnNames();
    const types = result.columnTypes().map(String);
    const rows = result.getRowsJson() as readonly (readonly RowValue[])[];
    await connection.run("COMMIT");
    return { columns: names.map((name, index) => ({ name, type: types[index] ?? "" })), rows };
  } catch (error) {
    await connection.run("ROLLBACK");
    throw error;
  }
}

import type { JsonForm, QueryResult, RowValue } from "@airdock/core";
import type { StatementOptions } from "@airdock/sql-cache";
import { columnValueType, readTypedValue } from "./kysely/row-reader.ts";
import type { SqliteSession } from "./session/sqlite-session.ts";
import type { ResultColumn, ResultRow } from "./session/sqlite-statement.ts";

/** Runs one statement of a user who may write. */
export async function querySqlite(
  session: SqliteSession,
  sql: string,
  { signal, json }: StatementOptions = {},
): Promise<QueryResult> {
  signal?.throwIfAborted();
  const stop = (): void => session.interrupt(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const { columns, rows, changes } = await session.run({ sql, parameters: [] }, { isTyped: true });
    if (columns.length === 0) return { columns: [], rows: [], rowsChanged: changes ?? 0 };
    return { columns: describeColumns(columns), rows: readRows(columns, rows, json) };
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** Columns of an answer with the types their table declares. */
export function describeColumns(columns: readonly ResultColumn[]): QueryResult["columns"] {
  return columns.map(({ name, declared, stored }) => ({ name, type: stored === "json" ? "JSON" : declared }));
}

/** Rows with the values that the columns of streams stand for. */
export function readRows(
  columns: readonly ResultColumn[],
  rows: readonly ResultRow[],
  json: JsonForm = "value",
): RowValue[][] {
  const types = columns.map(columnValueType).map((type) => (type === "json" && json === "text" ? undefined : type));
  return rows.map((row) => row.map((value, index) => readTypedValue(types[index], value) as RowValue));
}

import type { CallOptions, QueryResult, RowValue } from "@airdock/core";
import { CacheError } from "@airdock/sql-cache";
import { columnValueType, readTypedValue } from "./kysely/row-reader.ts";
import type { SqliteSession } from "./session/sqlite-session.ts";

/** Runs one statement of the user's; a reader's is refused when it reaches beyond the rows of the cache. */
export async function querySqlite(
  session: SqliteSession,
  sql: string,
  { access, signal }: CallOptions & { readonly access: "read" | "write" },
): Promise<QueryResult> {
  signal?.throwIfAborted();
  if (access === "read" && effects.test(sql)) throw writes();
  const stop = (): void => session.interrupt(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const { columns, rows, changes } = await session.run({ sql, parameters: [] }, { isTyped: true });
    if (columns.length === 0) return { columns: [], rows: [], rowsChanged: changes ?? 0 };
    const types = columns.map(columnValueType);
    return {
      columns: columns.map(({ name, declared, stored }) => ({ name, type: stored === "json" ? "JSON" : declared })),
      rows: rows.map((row) => row.map((value, index) => readTypedValue(types[index], value) as RowValue)),
    };
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** What a connection that may only query would still do: other files, settings of the connection, transactions that stay open. */
const effects =
  /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/|;)*(?:attach|detach|vacuum|begin|savepoint|release|commit|end|rollback|pragma[^;]*=)/i;

function writes(): CacheError {
  return new CacheError("The statement changes files or the connection, and the query is read-only.", {
    code: "QUERY_WRITES",
    hint: "Ask for a query that may write, if that is meant.",
  });
}

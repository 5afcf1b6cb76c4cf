import type { JsonForm, RowValue } from "@airdock/core";
import type { OpenLockedSession } from "@airdock/sql-cache";
import { describeColumns, readRows } from "./query-sqlite.ts";
import type { ResultColumn, StatementResult } from "./session/sqlite-statement.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { noFile } from "./sqlite-open-session.ts";

/**
 * Sessions for SQL that may only read: the connection is `query_only`, and a statement is run when SQLite says of its compiled
 * program that it writes nothing and calls no function that reaches beyond the database.
 */
export function openSqliteLockedSession(database: SqliteDatabase): OpenLockedSession {
  return async ({ patience, signal, onWait }) => {
    if (!(await database.exists())) throw noFile(database);
    await using opened = new AsyncDisposableStack();
    const session = opened.use(await database.connect({ access: "read", patience, signal, onWait }));
    const stop = (): void => session.interrupt(signal?.reason);
    signal?.addEventListener("abort", stop, { once: true });
    opened.defer(() => signal?.removeEventListener("abort", stop));
    const held = opened.move();
    return {
      run: async (sql, { json }) => {
        const parts = session.stream({ sql, parameters: [] }, { chunkSize, isTyped: true, isLocked: true });
        const iterator = parts[Symbol.asyncIterator]();
        // Whoever stops early leaves the statement before the session ends.
        held.defer(async () => void (await iterator.return?.()));
        const first = await iterator.next();
        const columns = first.done === true ? [] : first.value.columns;
        return { columns: describeColumns(columns), chunks: readParts(columns, first, { iterator, json }) };
      },
      close: () => held.disposeAsync(),
    };
  };
}

/** Rows that are fetched at once. */
const chunkSize = 1000;

async function* readParts(
  columns: readonly ResultColumn[],
  first: IteratorResult<StatementResult>,
  { iterator, json }: { readonly iterator: AsyncIterator<StatementResult>; readonly json: JsonForm | undefined },
): AsyncGenerator<RowValue[][]> {
  for (let part = first; part.done !== true; part = await iterator.next())
    yield readRows(columns, part.value.rows, json);
}

import { closeSync, existsSync, openSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { AirdockError, type QueryResult, type RowValue } from "@airdock/core";
import {
  type AirbyteType,
  defineCacheDialect,
  type ErrorKind,
  stageInTable,
  SqlCache,
  takeWriteTurn,
} from "@airdock/sql-cache";
import { Kysely, SqliteDialect } from "kysely";

/**
 * A cache for a database that has a Kysely dialect, complete: here the SQLite that comes with Node. Only the five members
 * that must be given are given, and what differs from `defaultCacheSupports`.
 */
export function createExampleCache(path: string, connect: typeof connectFile = connectFile): SqlCache {
  const dialect = defineCacheDialect({
    name: "example",
    // A subquery of SQLite's does not find its columns of these names again, quoted or not.
    limits: { identifierBytes: 0, columns: 2000, parameters: 30_000, reservedColumns: ["true", "false"] },
    columnType: (type) => columnTypes[type],
    openSession: async ({ access, signal }) => {
      if (access === "read" && !existsSync(path)) throw nothingAt(path);
      await using opened = new AsyncDisposableStack();
      // One writer at a time: who finds the file locked would block the thread that is to unlock it.
      if (access === "write") opened.defer(await takeWriteTurn(path, signal));
      const database = connect(path);
      opened.defer(() => database.close());
      database.exec("pragma journal_mode = wal");
      if (access === "read") database.exec("pragma query_only = 1");
      const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: adapt(database) }) });
      const held = opened.move();
      const query = async (text: string): Promise<QueryResult> => queryDatabase(database, text);
      return { kysely, query, close: () => held.disposeAsync() };
    },
    bulkLoad: stageInTable(),
    supports: { schemas: false },
    jsonMember: (name) => `$.${JSON.stringify(name)}`,
    errorKind: (error) => errorKinds.find(([words]) => words.test(String(error)))?.[1],
  });
  return new SqlCache(dialect, { name: `example:${path}` });
}

/** A file that is made is its owner's alone; the log beside it gets the same rights. */
function connectFile(path: string): DatabaseSync {
  if (!existsSync(path)) closeSync(openSync(path, "a", 0o600));
  return new DatabaseSync(path, { timeout: 5000 });
}

const columnTypes: Readonly<Record<AirbyteType, string>> = {
  string: "TEXT",
  integer: "INTEGER",
  number: "REAL",
  boolean: "INTEGER",
  date: "TEXT",
  timestamp_with_timezone: "TEXT",
  timestamp_without_timezone: "TEXT",
  time_with_timezone: "TEXT",
  time_without_timezone: "TEXT",
  json: "TEXT",
};

/** Node's SQLite in the shape Kysely knows: integers come and go as bigints, booleans as 0 and 1. */
function adapt(database: DatabaseSync): ConstructorParameters<typeof SqliteDialect>[0]["database"] {
  return {
    close: () => {},
    prepare(text) {
      const statement = database.prepare(text);
      statement.setReadBigInts(true);
      const bind = (parameters: readonly unknown[]): SQLInputValue[] => parameters.map(bindValue);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...bind(parameters)),
        iterate: (parameters) => statement.iterate(...bind(parameters)),
        run: (parameters) => statement.run(...bind(parameters)),
      };
    },
  };
}

/** A user's own query: names and types of its columns, and rows in their order. */
function queryDatabase(database: DatabaseSync, text: string): QueryResult {
  const statement = database.prepare(text);
  statement.setReturnArrays(true);
  const columns = statement.columns().map(({ name, type }) => ({ name, type: type ?? "" }));
  if (columns.length === 0) return { columns, rows: [], rowsChanged: Number(statement.run().changes) };
  return { columns, rows: statement.all().map((row) => Object.values(row) as RowValue[]) };
}

/** A number goes as REAL, which a column of text would keep as 5.0. */
function bindValue(value: unknown): SQLInputValue {
  const isInteger = typeof value === "boolean" || Number.isSafeInteger(value);
  return isInteger ? BigInt(value as number) : (value as SQLInputValue);
}

const errorKinds: readonly (readonly [RegExp, ErrorKind])[] = [
  [/readonly database/, "writes"],
  [/database is locked/, "locked"],
  [/connection lost/, "lost"],
];

function nothingAt(path: string): AirdockError {
  return new AirdockError(`There is no database at ${path}.`, { code: "NOT_IN_CACHE" });
}

export { SqliteDialect } from "./sqlite-dialect.ts";
export type { SqliteDialectConfig } from "./sqlite-dialect-config.ts";
export { SqliteDriver } from "./sqlite-driver.ts";
export { openSqlite, type OpenSqliteOptions } from "../session/open-sqlite.ts";
export { SqliteFailure } from "../session/sqlite-failure.ts";
export { SqliteOpenError } from "../session/sqlite-open-error.ts";
export type { SqliteSession } from "../session/sqlite-session.ts";
export type { ResultColumn, ResultRow, SqliteStatement, StatementResult } from "../session/sqlite-statement.ts";

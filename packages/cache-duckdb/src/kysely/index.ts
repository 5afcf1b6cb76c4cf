export { DuckdbAdapter } from "./duckdb-adapter.ts";
export { DuckdbDialect } from "./duckdb-dialect.ts";
export type {
  DuckdbDialectConfig,
  DuckdbDialectOptions,
  DuckdbInstanceConfig,
  DuckdbSessionConfig,
} from "./duckdb-dialect-config.ts";
export { DuckdbDriver } from "./duckdb-driver.ts";
export { DuckdbIntrospector } from "./duckdb-introspector.ts";
export { DuckdbQueryCompiler } from "./duckdb-query-compiler.ts";
export { DuckdbStatementError } from "./duckdb-statement-error.ts";
export { openDuckdb, type OpenDuckdbOptions } from "../session/open-duckdb.ts";
export { DuckdbOpenError } from "../session/duckdb-open-error.ts";
export type { DuckdbSession } from "../session/duckdb-session.ts";
export type { DuckdbSettings } from "../session/duckdb-settings.ts";

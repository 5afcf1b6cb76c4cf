import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteText } from "../load/quote.ts";

/** How much of the machine a database may take. It holds for the whole process: where sessions differ, the latest wins. */
export interface DuckdbSettings {
  /** Bytes with their unit, such as `"256MB"`. Default: DuckDB's own, 80 % of the memory. */
  readonly memoryLimit?: string | undefined;
  /** Default: DuckDB's own, one a core. */
  readonly threads?: number | undefined;
  /** Where DuckDB puts what the memory does not hold. Default: beside the file. Fixed once something lies there. */
  readonly temporaryDirectory?: string | undefined;
  /** Row groups that a checkpoint may pack anew. Default: DuckDB's own, 100. */
  readonly vacuumTasks?: number | undefined;
}

/**
 * Sets what is given. By statement, not while opening: DuckDB refuses to open a file again with other options than those it is
 * open with, whoever opened it.
 */
export async function applySettings(connection: DuckDBConnection, settings: DuckdbSettings): Promise<void> {
  const { memoryLimit, threads, temporaryDirectory, vacuumTasks } = settings;
  const statements = [
    ...(memoryLimit === undefined ? [] : [`SET GLOBAL memory_limit = ${quoteText(memoryLimit)}`]),
    ...(threads === undefined ? [] : [`SET GLOBAL threads = ${threads}`]),
    ...(vacuumTasks === undefined ? [] : [`SET GLOBAL max_vacuum_tasks = ${vacuumTasks}`]),
  ];
  // At once, since every statement waits for its turn on the thread that reads the source.
  if (statements.length > 0) await connection.run(statements.join("; "));
  if (temporaryDirectory !== undefined && (await readTemporaryDirectory(connection)) !== temporaryDirectory) {
    await connection.run(`SET GLOBAL temp_directory = ${quoteText(temporaryDirectory)}`);
  }
}

async function readTemporaryDirectory(connection: DuckDBConnection): Promise<unknown> {
  const result = await connection.run("SELECT current_setting('temp_directory')");
  return (await result.getRows())[0]?.[0];
}

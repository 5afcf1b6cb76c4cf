import { createRequire } from "node:module";
import { join } from "node:path";
import { createDuckdbCache } from "@airdock/cache-duckdb";
import type { CrashedCache } from "../crashed-cache.ts";

/** A DuckDB file. */
export const duckdb: CrashedCache = {
  name: "duckdb",
  url: async (folder) => `duckdb:${join(folder, "data.duckdb")}`,
  open: async (folder) => createDuckdbCache(join(folder, "data.duckdb")),
  watchStatements,
  isCopied: true,
  settle: async () => {},
  passingTables: "select table_name from duckdb_tables() where starts_with(table_name, '_airdock')",
  files: ["data.duckdb"],
};

function watchStatements(onStatement: (sql: string) => void): void {
  const { prototype } = loadDriver().DuckDBConnection;
  const { run, extractStatements } = prototype;
  prototype.run = function (sql, values, types) {
    const result = run.call(this, sql, values, types);
    if (values === undefined) onStatement(sql);
    return result;
  };
  prototype.extractStatements = async function (sql) {
    const statements = await extractStatements.call(this, sql);
    const prepare = statements.prepare.bind(statements);
    statements.prepare = async (index) => {
      const statement = await prepare(index);
      const runPrepared = statement.run.bind(statement);
      statement.run = () => {
        const result = runPrepared();
        onStatement(sql);
        return result;
      };
      return statement;
    };
    return statements;
  };
}

/** The part of the driver through which all statements go. */
interface Driver {
  readonly DuckDBConnection: { readonly prototype: Connection };
}

interface Connection {
  run(sql: string, values?: unknown, types?: unknown): Promise<unknown>;
  extractStatements(sql: string): Promise<{ prepare(index: number): Promise<{ run(): Promise<unknown> }> }>;
}

/** The driver the cache uses, not another copy of it. */
function loadDriver(): Driver {
  return createRequire(import.meta.resolve("@airdock/cache-duckdb"))("@duckdb/node-api") as Driver;
}

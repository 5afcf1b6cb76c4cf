import { readFile } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";

/** What the baseline process is told, as JSON in a file. */
export interface DuckdbLoad {
  readonly records: string;
  readonly database: string;
  readonly types: Readonly<Record<string, string>>;
}

/**
 * The baseline, a process of its own: DuckDB with its defaults makes a table with declared columns and types from the same
 * file of messages. `node load-with-duckdb.ts FILE`.
 */
const { records, database, types } = JSON.parse(await readFile(process.argv[2] ?? "", "utf8")) as DuckdbLoad;
const columns = Object.entries(types);
const struct = columns.map(([name, type]) => `"${name}" ${type}`).join(", ");
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
await connection.run(
  `CREATE TABLE bench AS SELECT unnest(record.data) FROM read_json('${records}', format = 'newline_delimited',
   columns = {type: 'VARCHAR', record: 'STRUCT(data STRUCT(${struct}), emitted_at BIGINT)'}) WHERE type = 'RECORD'`,
);
connection.closeSync();
instance.closeSync();

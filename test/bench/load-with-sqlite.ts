import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";

/** What the baseline process is told, as JSON in a file. */
export interface SqliteLoad {
  readonly records: string;
  readonly database: string;
  readonly types: Readonly<Record<string, string>>;
}

/**
 * The baseline, a process of its own: a prepared INSERT for each record of the same file of messages, parsed as they come, in one
 * transaction of better-sqlite3 with its defaults. `node load-with-sqlite.ts FILE`.
 */
const { records, database: path, types } = JSON.parse(await readFile(process.argv[2] ?? "", "utf8")) as SqliteLoad;
const names = Object.keys(types);
const columns = Object.entries(types).map(([name, type]) => `"${name}" ${sqliteTypes()[type] ?? "TEXT"}`);
const database = new Database(path);
database.exec(`create table bench (${columns.join(", ")})`);
const insert = database.prepare(`insert into bench values (${names.map(() => "?").join(", ")})`);
database.exec("begin");
for await (const line of createInterface({ input: createReadStream(records, { highWaterMark: 1 << 20 }) })) {
  const { type, record } = JSON.parse(line) as Message;
  if (type === "RECORD") insert.run(names.map((name) => cellOf(record.data[name])));
}
database.exec("commit");
database.close();

interface Message {
  readonly type: string;
  readonly record: { readonly data: Readonly<Record<string, unknown>> };
}

function cellOf(value: unknown): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

function sqliteTypes(): Readonly<Record<string, string>> {
  return { BIGINT: "INTEGER", BOOLEAN: "INTEGER", DOUBLE: "REAL" };
}

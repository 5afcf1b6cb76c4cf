import type { Database, Statement } from "better-sqlite3";
import type { ColumnValue } from "@airdock/sql-cache/value";
import type { BlockInsert } from "./block-insert.ts";
import type { BlockLoad } from "./block-load.ts";
import { loadColumns } from "./load-plan.ts";

/**
 * Inserts the rows of a load, several with one statement: most of the time goes into handing values over. What all plain rows have in
 * common is part of the statement. Says how many rows there were.
 */
export function runBlockInsert(database: Database, load: BlockLoad, { table, columns, plan }: BlockInsert): number {
  const names = [...loadColumns, ...plan.columns.map(({ name }) => name)];
  const constants = new Map([
    ["_airbyte_meta", quote(load.plainMeta)],
    ["_airbyte_generation_id", String(plan.generation)],
  ]);
  const varying = columns.filter((name) => !constants.has(name)).map((name) => names.indexOf(name));
  const plainRow = `(${columns.map((name) => constants.get(name) ?? "?").join(", ")})`;
  const prepare = (rows: readonly string[]): Statement =>
    database.prepare(`insert into ${table} (${columns.map(quoteName).join(", ")}) values ${rows.join(", ")}`);
  const rowsAtOnce = Math.max(1, Math.min(mostRows, Math.floor(mostParameters / Math.max(1, varying.length))));
  const many = prepare(Array<string>(rowsAtOnce).fill(plainRow));
  const one = prepare([plainRow]);
  const exact = prepare([`(${columns.map(() => "?").join(", ")})`]);
  const all = columns.map((name) => names.indexOf(name));
  const values: ColumnValue[] = Array<ColumnValue>(rowsAtOnce * varying.length).fill(null);
  let [count, waiting] = [0, 0];
  const flush = (): void => {
    for (let row = 0; row < waiting; row += 1) one.run(values.slice(row * varying.length, (row + 1) * varying.length));
    waiting = 0;
  };
  for (const cells of load.rows()) {
    count += 1;
    if (!load.isPlain) {
      flush();
      exact.run(all.map((index) => cells[index]));
      continue;
    }
    for (let index = 0, at = waiting * varying.length; index < varying.length; index += 1, at += 1)
      values[at] = cells[varying[index] ?? 0] ?? null;
    waiting += 1;
    if (waiting < rowsAtOnce) continue;
    many.run(values);
    waiting = 0;
  }
  flush();
  return count;
}

/** More make nothing faster. */
const mostRows = 8;

/** SQLite takes 32,766. */
const mostParameters = 30_000;

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { AirdockError, type Cache, isAirdockError, type QueryOptions, type QueryResult } from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { type LookFlags, openCache } from "../open-cache.ts";
import { type ParquetColumn, parquetType, writeParquet } from "../write-parquet.ts";
import { qualifyNames } from "../qualify-names.ts";
import { countThings } from "../render-count.ts";
import { exactCell } from "../exact-cell.ts";
import { checkFormat, createRowWriter, formatOf, type OutputRow } from "../row-writer.ts";
import { dataSink } from "../terminal/data-sink.ts";
import { bufferText } from "../text-buffer.ts";

/** The flags of `airdock query`. */
export interface QueryFlags extends LookFlags {
  readonly format?: string;
  readonly output?: string;
  readonly write?: boolean;
  readonly allowFiles?: boolean;
  readonly maxRows?: string;
  readonly timeout?: string;
}

const FORMATS = ["table", "csv", "json", "ndjson", "parquet"];

/** `airdock query`: SQL in the database's own words, the result on stdout or in a file. */
export const query: Command<QueryFlags> = async (input) => {
  const { options, terminal } = input;
  const format = options.format ?? formatOf(options.output) ?? "table";
  checkFormat(format, FORMATS);
  if (format === "parquet" && options.output === undefined) throw noFile();
  const result = await runQuery(input);
  const { rowsChanged = 0 } = result;
  if (result.columns.length === 0) {
    terminal.err(rowsChanged === 0 ? "done" : `${countThings(rowsChanged, "row")} changed`);
    return 0;
  }
  if (result.isCut === true) terminal.err(`there are more rows; --max-rows has ended the result`);
  if (options.output === undefined) {
    await writeResult(result, format, dataSink(format, terminal), terminal.outColumns);
    return 0;
  }
  try {
    if (format === "parquet") {
      const { textColumns } = await writeParquet(
        toRows(result),
        describeColumns(result),
        resolve(terminal.cwd, options.output),
      );
      if (textColumns.length > 0)
        terminal.err(`${textColumns.join(", ")}: as text, since no double holds some of the numbers`);
    } else await writeToFile(result, format, resolve(terminal.cwd, options.output));
  } catch (cause) {
    throw new AirdockError(`The file ${options.output} cannot be written.`, {
      code: "DISK_UNWRITABLE",
      cause,
      hint: "Check the path after --output.",
    });
  }
  terminal.err(`${countThings(result.rows.length, "row")} in ${options.output}`);
  return 0;
};

async function writeToFile(result: QueryResult, format: string, path: string): Promise<void> {
  await using file = await open(path, "w");
  await writeResult(result, format, (text) => file.appendFile(text));
}

/** Rows by column name, with cells as they are printed: digit for digit. */
function* toRows({ columns, rows }: QueryResult): Iterable<OutputRow> {
  const names = distinguish(columns.map(({ name }) => name));
  const types = columns.map(({ type }) => type);
  for (const row of rows)
    yield Object.fromEntries(names.map((name, index) => [name, exactCell(types[index] ?? "", row[index] ?? null)]));
}

function describeColumns({ columns }: QueryResult): ParquetColumn[] {
  const names = distinguish(columns.map(({ name }) => name));
  return columns.map(({ type }, index) => ({ name: names[index] ?? "", type: parquetType(type) }));
}

function noFile(): AirdockError {
  return new AirdockError("Parquet output needs a file.", {
    code: "USAGE",
    hint: "Add -o result.parquet.",
  });
}

async function runQuery({ args, options, terminal, signal }: CommandInput<QueryFlags>): Promise<QueryResult> {
  const [sql = ""] = args;
  if (sql.trim() === "")
    throw new AirdockError("There is no SQL to run.", { code: "USAGE", hint: 'airdock query "select 1"' });
  const access = options.write === true ? "write" : "read";
  await using cache = await openCache(options, terminal, { access, signal });
  if (cache.query === undefined)
    throw new AirdockError(`${cache.name} does not take SQL.`, { code: "USAGE", hint: "Use `airdock tables`." });
  if (options.write !== true && !cache.supports.lockedQueries)
    terminal.err(`${terminal.style("yellow", "!")} ${cache.name} does not lock queries: SQL that writes may be run.`);
  const bounds = readBounds(options);
  const run = (text: string): Promise<QueryResult> | undefined =>
    cache.query?.(text, { signal, json: "text", write: options.write, allowFiles: options.allowFiles, ...bounds });
  try {
    return (await run(sql)) ?? NOTHING;
  } catch (error) {
    const qualified = await qualifyFailed(sql, error, cache, signal);
    if (qualified === undefined) throw error;
    return (await run(qualified)) ?? NOTHING;
  }
}

function readBounds({ maxRows, timeout }: QueryFlags): Pick<QueryOptions, "maxRows" | "timeoutMs"> {
  const seconds = timeout === undefined ? undefined : readPositive("--timeout", timeout);
  return {
    maxRows: maxRows === undefined ? undefined : Math.floor(readPositive("--max-rows", maxRows)),
    timeoutMs: seconds === undefined ? undefined : Math.ceil(seconds * 1000),
  };
}

function readPositive(flag: string, text: string): number {
  const number = Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new AirdockError(`${flag} ${text} is not a number above 0.`, {
    code: "USAGE",
    hint: `For example ${flag} 100`,
  });
}

const NOTHING: QueryResult = { columns: [], rows: [] };

/**
 * A statement that failed, with the tables of connections named in full; undefined when that changes nothing. Tried only then, so that a
 * table of the user's own keeps its name.
 */
async function qualifyFailed(
  sql: string,
  error: unknown,
  cache: Cache,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!isAirdockError(error) || error.code !== "QUERY_FAILED" || signal.aborted) return undefined;
  const qualified = qualifyNames(sql, await cache.connections({ signal }));
  const [doubt] = qualified.ambiguous;
  if (doubt === undefined) return qualified.sql === sql ? undefined : qualified.sql;
  throw new AirdockError(`${doubt.name} is a table of several connections.`, {
    code: "QUERY_FAILED",
    hint: `Write one of ${doubt.tables.map((table) => table.replaceAll(/"([a-z_][a-z0-9_]*)"/g, "$1")).join(", ")}.`,
  });
}

async function writeResult(
  result: QueryResult,
  format: string,
  sink: (text: string) => Promise<void>,
  width?: number,
): Promise<void> {
  const names = distinguish(result.columns.map(({ name }) => name));
  const buffer = bufferText(sink);
  const writer = createRowWriter(format, buffer.write, { columns: names, width });
  for (const row of toRows(result)) await writer.write(row);
  await writer.end();
  await buffer.flush();
}

/** Gives columns of the same name a number, so that none hides another. */
function distinguish(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}_${before + 1}`;
  });
}

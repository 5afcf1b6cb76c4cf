import { mkdir, open, rename, rm } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import {
  AirdockError,
  type Cache,
  isAirdockError,
  type StoredConnection,
  type StoredStream,
  streamLabel,
  suggestName,
} from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { type LookFlags, openCache } from "../open-cache.ts";
import { countThings } from "../render-count.ts";
import { checkFormat, createRowWriter } from "../row-writer.ts";
import { bufferText } from "../text-buffer.ts";
import { type ParquetColumn, parquetType, writeParquet } from "../write-parquet.ts";

/** The flags of `airdock export`. */
export interface ExportFlags extends LookFlags {
  readonly format: string;
  readonly output: string;
}

/** `airdock export`: tables as files `<connection>.<stream>.<format>` in a folder. A file that is not whole never has that name. */
export const exportTables: Command<ExportFlags> = async (input) => {
  const { args, options, terminal, signal } = input;
  checkFormat(options.format, ["parquet", "csv", "ndjson"]);
  await using cache = await openCache(options, terminal, { access: "read", signal });
  const tables = chooseTables(await cache.connections({ signal }), args);
  const folder = resolve(terminal.cwd, options.output);
  const written: { file: string; rows: number }[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const table of tables) written.push(await writeTable(cache, table, folder, input));
  } catch (cause) {
    signal.throwIfAborted();
    if (isAirdockError(cause)) throw cause;
    throw new AirdockError(`The export into ${options.output} cannot be written.`, {
      code: "DISK_UNWRITABLE",
      cause,
      hint: "Check the path after --output, and the room on the disk.",
    });
  }
  if (options.json === true) await terminal.out(`${JSON.stringify(written)}\n`);
  return 0;
};

interface ExportedTable {
  readonly connection: string;
  readonly stream: StoredStream;
}

/** What the words name: streams (`users`), streams of a connection (`shop.users`), connections (`shop`); no word: all. */
function chooseTables(connections: readonly StoredConnection[], words: readonly string[]): ExportedTable[] {
  const all = connections.flatMap(({ name, streams }) => streams.map((stream) => ({ connection: name, stream })));
  if (words.length === 0) return all;
  const labels = ({ connection, stream }: ExportedTable): string[] => [
    connection,
    streamLabel(stream.stream),
    `${connection}.${streamLabel(stream.stream)}`,
  ];
  const unknown = words.find((word) => !all.some((table) => labels(table).includes(word)));
  if (unknown === undefined) return all.filter((table) => labels(table).some((label) => words.includes(label)));
  throw new AirdockError(`The cache has no stream or connection ${unknown}.`, {
    code: "NOT_IN_CACHE",
    hint: suggestName(unknown, new Set(all.flatMap((table) => labels(table).slice(1)))),
  });
}

async function writeTable(
  cache: Cache,
  { connection, stream }: ExportedTable,
  folder: string,
  { options: { format }, terminal, signal }: CommandInput<ExportFlags>,
): Promise<{ file: string; rows: number }> {
  const file = join(folder, `${fileName(`${connection}.${streamLabel(stream.stream)}`)}.${format}`);
  const beside = `${file}.${process.pid}.part`;
  const rows = cache.dataset({ connection, stream: stream.stream }).rows({ signal });
  try {
    const count =
      format === "parquet"
        ? await writeParquet(rows, columnsOf(stream), beside)
        : await writeText(rows, stream, format, beside);
    await rename(beside, file);
    const shown = relative(terminal.cwd, file) || file;
    terminal.err(`${countThings(count, "row")} in ${shown}`);
    return { file: shown, rows: count };
  } finally {
    await rm(beside, { force: true });
  }
}

async function writeText(
  rows: AsyncIterable<Record<string, unknown>>,
  stream: StoredStream,
  format: string,
  path: string,
): Promise<number> {
  await using file = await open(path, "w");
  const buffer = bufferText((text) => file.appendFile(text));
  const writer = createRowWriter(format, buffer.write, { columns: columnsOf(stream).map(({ name }) => name) });
  let count = 0;
  for await (const row of rows) {
    await writer.write(row);
    count += 1;
  }
  await writer.end();
  await buffer.flush();
  return count;
}

const META: readonly ParquetColumn[] = [
  { name: "_airbyte_raw_id", type: "VARCHAR" },
  { name: "_airbyte_extracted_at", type: "TIMESTAMPTZ" },
  { name: "_airbyte_meta", type: "JSON" },
  { name: "_airbyte_generation_id", type: "BIGINT" },
];

/** DuckDB's types for the types of the table contract. */
const TYPES: Record<string, string> = {
  string: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp_with_timezone: "TIMESTAMPTZ",
  timestamp_without_timezone: "TIMESTAMP",
  time_without_timezone: "TIME",
  time_with_timezone: "VARCHAR",
  json: "JSON",
};

function columnsOf({ columns }: StoredStream): ParquetColumn[] {
  return [...META, ...columns.map(({ name, type }) => ({ name, type: TYPES[type] ?? parquetType(type) }))];
}

function fileName(text: string): string {
  return text.replaceAll(/[/\\:*?"<>|\u0000-\u001f]/g, "_");
}

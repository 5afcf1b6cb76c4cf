import { mkdtemp, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CallOptions, Dataset, Row, StoredStream } from "@airdock/core";
import { exactCell } from "../exact-cell.ts";
import { createRowWriter } from "../row-writer.ts";
import { bufferText } from "../text-buffer.ts";
import { type ParquetColumn, parquetType, writeParquet } from "../write-parquet.ts";

/** What was written, and columns whose numbers no double holds: they are texts in the file. */
export interface WrittenFile {
  readonly rows: number;
  readonly textColumns: readonly string[];
}

/** Writes a table to a file in a folder. A file that is not whole never has that name. */
export async function writeExportFile(
  dataset: Dataset,
  stream: StoredStream,
  {
    folder,
    file,
    format,
    signal,
  }: CallOptions & { readonly folder: string; readonly file: string; readonly format: string },
): Promise<WrittenFile> {
  const beside = await mkdtemp(join(folder, ".airdock-export-"));
  try {
    const part = join(beside, "part");
    const columns = columnsOf(stream);
    const rows = exactRows(dataset.rows({ signal, json: "text" }), stream);
    const written =
      format === "parquet" ? await writeParquet(rows, columns, part) : await writeText(rows, columns, { format, part });
    await rename(part, join(folder, file));
    return written;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function* exactRows(
  rows: AsyncIterable<Row>,
  { columns }: StoredStream,
): AsyncGenerator<Record<string, unknown>> {
  const types = new Map([["_airbyte_meta", "json"], ...columns.map(({ name, type }) => [name, type] as const)]);
  const exact = [...types].filter(([, type]) => type === "json" || type === "number");
  for await (const row of rows) {
    const cells: Record<string, unknown> = { ...row };
    for (const [name, type] of exact) cells[name] = exactCell(type, row[name]);
    yield cells;
  }
}

async function writeText(
  rows: AsyncIterable<Record<string, unknown>>,
  columns: readonly ParquetColumn[],
  { format, part }: { readonly format: string; readonly part: string },
): Promise<WrittenFile> {
  await using file = await open(part, "wx");
  const buffer = bufferText((text) => file.appendFile(text));
  const writer = createRowWriter(format, buffer.write, { columns: columns.map(({ name }) => name) });
  let count = 0;
  for await (const row of rows) {
    await writer.write(row);
    count += 1;
  }
  await writer.end();
  await buffer.flush();
  return { rows: count, textColumns: [] };
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

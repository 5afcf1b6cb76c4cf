import { extname } from "node:path";
import { AirdockError, isRawNumber } from "@airdock/core";
import { renderCsvLine } from "./render-csv.ts";
import { renderRecords } from "./render-records.ts";
import { renderTable, type TableColumn, tableWidth } from "./render-table.ts";
import { renderJson, renderValue } from "./render-value.ts";

/** A row by column name. */
export type OutputRow = Readonly<Record<string, unknown>>;

/** Writes rows in one format; `end` writes what the format ends with. */
export interface RowWriter {
  write(row: OutputRow): Promise<void>;
  end(): Promise<void>;
}

/** What a writer may know beforehand. */
export interface RowLayout {
  /** The columns, in order. Default: those of the first row, for a table those of all rows. */
  readonly columns?: readonly string[] | undefined;
  /** Terminal columns that a table should fit in; where it does not, rows are shown one below the other. */
  readonly width?: number | undefined;
}

type Sink = (text: string) => Promise<void>;
type CreateWriter = (sink: Sink, layout: RowLayout) => RowWriter;

const WRITERS: Record<string, CreateWriter> = {
  ndjson: writeLines,
  json: writeArray,
  csv: writeCsv,
  table: writeTable,
};

/** The format that a file's ending names; undefined for another ending. */
export function formatOf(file: string | undefined): string | undefined {
  return ENDINGS[extname(file ?? "").toLowerCase()];
}

const ENDINGS: Readonly<Record<string, string>> = {
  ".parquet": "parquet",
  ".csv": "csv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
};

/** Throws USAGE for a format that is none of these. */
export function checkFormat(format: string, formats: readonly string[]): void {
  if (formats.includes(format)) return;
  throw new AirdockError(`There is no --format ${format} here.`, {
    code: "USAGE",
    hint: `Choose one of ${formats.join(", ")}.`,
  });
}

/** Makes the writer of a format. */
export function createRowWriter(format: string, sink: Sink, layout: RowLayout = {}): RowWriter {
  return (WRITERS[format] ?? writeLines)(sink, layout);
}

function writeLines(sink: Sink): RowWriter {
  return { write: (row) => sink(`${renderJson(row)}\n`), end: async () => {} };
}

function writeArray(sink: Sink): RowWriter {
  let first = true;
  return {
    write: async (row) => {
      await sink(`${first ? "[" : ","}\n${renderJson(row)}`);
      first = false;
    },
    end: () => sink(first ? "[]\n" : "\n]\n"),
  };
}

function writeCsv(sink: Sink, layout: RowLayout): RowWriter {
  let columns = layout.columns;
  const head = async (names: readonly string[]): Promise<readonly string[]> => {
    await sink(renderCsvLine(names));
    return names;
  };
  let started = false;
  return {
    write: async (row) => {
      if (!started) columns = await head(columns ?? Object.keys(row));
      started = true;
      await sink(renderCsvLine((columns ?? []).map((name) => renderValue(row[name]))));
    },
    end: async () => {
      if (!started && columns !== undefined) await head(columns);
    },
  };
}

function writeTable(sink: Sink, { columns: given, width }: RowLayout): RowWriter {
  const rows: OutputRow[] = [];
  return {
    write: async (row) => void rows.push(row),
    end: async () => {
      const names = given ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const columns = names.map((title) => ({ title, align: isNumeric(rows, title) ? "right" : "left" }) as const);
      const cells = rows.map((row) => names.map((name) => renderValue(row[name]) ?? "NULL"));
      await sink(`${renderFitting(columns, cells, width)}\n${rows.length === 1 ? "1 row" : `${rows.length} rows`}\n`);
    },
  };
}

function isNumeric(rows: readonly OutputRow[], name: string): boolean {
  const values = rows.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
  return (
    values.length > 0 &&
    values.every((value) => typeof value === "number" || typeof value === "bigint" || isRawNumber(value))
  );
}

function renderFitting(
  columns: readonly TableColumn[],
  cells: readonly (readonly string[])[],
  width: number | undefined,
): string {
  if (width === undefined || cells.length === 0 || tableWidth(columns, cells) <= width)
    return renderTable(columns, cells, width);
  const names = columns.map(({ title }) => title);
  return renderRecords(names, cells, width);
}

import { AirdockError } from "@airdock/core";
import { renderCsvLine } from "./render-csv.ts";
import { renderTable } from "./render-table.ts";
import { renderJson, renderValue } from "./render-value.ts";

/** A row by column name. */
export type OutputRow = Readonly<Record<string, unknown>>;

/** Writes rows in one format; `end` writes what the format ends with. */
export interface RowWriter {
  write(row: OutputRow): Promise<void>;
  end(): Promise<void>;
}

type Sink = (text: string) => Promise<void>;
type CreateWriter = (sink: Sink, columns: readonly string[] | undefined) => RowWriter;

const WRITERS: Record<string, CreateWriter> = {
  ndjson: writeLines,
  json: writeArray,
  csv: writeCsv,
  table: writeTable,
};

/** Makes the writer of a format; columns are those given, else those of the first row. Rejects with USAGE. */
export function createRowWriter(
  format: string,
  formats: readonly string[],
  sink: Sink,
  columns?: readonly string[],
): RowWriter {
  const create = formats.includes(format) ? WRITERS[format] : undefined;
  if (create === undefined)
    throw new AirdockError(`--format ${format} is not known here`, {
      code: "USAGE",
      hint: `one of ${formats.join(", ")}`,
    });
  return create(sink, columns);
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

function writeCsv(sink: Sink, given: readonly string[] | undefined): RowWriter {
  let columns = given;
  const head = async (names: readonly string[]): Promise<readonly string[]> => {
    await sink(renderCsvLine(names));
    return names;
  };
  let started = false;
  return {
    write: async (row) => {
      if (!started) columns = await head(columns ?? Object.keys(row));
      started = true;
      await sink(renderCsvLine((columns ?? []).map((name) => renderCell(row[name]))));
    },
    end: async () => {
      if (!started && columns !== undefined) await head(columns);
    },
  };
}

function writeTable(sink: Sink, given: readonly string[] | undefined): RowWriter {
  const rows: OutputRow[] = [];
  return {
    write: async (row) => void rows.push(row),
    end: async () => {
      const columns = given ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const numeric = (name: string): boolean =>
        rows.length > 0 &&
        rows.every((row) => row[name] === null || typeof row[name] === "number" || typeof row[name] === "bigint");
      const cells = rows.map((row) => columns.map((name) => renderCell(row[name]) ?? "NULL"));
      await sink(
        `${renderTable(
          columns.map((title) => ({ title, align: numeric(title) ? "right" : "left" })),
          cells,
        )}\n`,
      );
      await sink(rows.length === 1 ? "1 row\n" : `${rows.length} rows\n`);
    },
  };
}

function renderCell(value: unknown): string | null {
  return renderValue(value);
}

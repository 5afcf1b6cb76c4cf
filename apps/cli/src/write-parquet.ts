import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { once } from "node:events";
import { isRawNumber } from "@airdock/core";
import { renderJson, renderValue } from "./render-value.ts";

/** A column of a Parquet file, with its type in DuckDB's words. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * Writes rows of any cache as a Parquet file, by the DuckDB that comes with the command line: through a private file of lines, which is
 * removed at the end. A column of doubles becomes one of text where a double would change one of its numbers.
 */
export async function writeParquet(
  rows: Iterable<ParquetRow> | AsyncIterable<ParquetRow>,
  columns: readonly ParquetColumn[],
  path: string,
): Promise<{ readonly rows: number; readonly textColumns: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-parquet-"));
  try {
    const lines = join(folder, "rows.ndjson");
    const written = await writeLines(rows, columns, lines);
    const { openDuckdb } = await import("@airdock/cache-duckdb/kysely");
    await using session = await openDuckdb(":memory:");
    const types = columns.map(
      ({ name, type }) => `${quote(name, "'")}: ${quote(isSpelled(type) ? "VARCHAR" : type, "'")}`,
    );
    const cells = columns.map(({ name, type }) => {
      const column = quote(name, '"');
      return isSpelled(type) && !written.textColumns.includes(name) ? `${column}::${type} AS ${column}` : column;
    });
    const source = `read_json(${quote(lines, "'")}, format = 'newline_delimited', maximum_object_size = 1073741824, columns = {${types.join(", ")}})`;
    await session.connection.run(
      `COPY (SELECT ${cells.join(", ")} FROM ${source}) TO ${quote(path, "'")} (FORMAT parquet)`,
    );
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Written as text, since DuckDB's reader makes doubles of all numbers with a fraction, those inside JSON too. */
function isSpelled(type: string): boolean {
  return type === "JSON" || type === "DOUBLE" || type.startsWith("DECIMAL");
}

/** A row by column name, with cells as they are printed. */
export type ParquetRow = Readonly<Record<string, unknown>>;

/** DuckDB's type for a type of a database, by its name; text for what has none of its own. */
export function parquetType(name: string): string {
  const type = name.toLowerCase();
  if (/^(?:bigint|integer|int[248]?|smallint|tinyint|utinyint|usmallint|uinteger|serial)$/.test(type)) return "BIGINT";
  if (/^(?:double|float[48]?|real|double precision)$/.test(type)) return "DOUBLE";
  if (type.startsWith("bool")) return "BOOLEAN";
  if (/^decimal\(\d+,\d+\)$/.test(type)) return type.toUpperCase();
  if (type === "date") return "DATE";
  if (/^timestamptz$|^timestamp.* with time zone$/.test(type)) return "TIMESTAMPTZ";
  if (type.startsWith("timestamp")) return "TIMESTAMP";
  if (type === "time") return "TIME";
  return /^(?:json|jsonb|struct|map|union)|\[\]$/.test(type) ? "JSON" : "VARCHAR";
}

async function writeLines(
  rows: Iterable<ParquetRow> | AsyncIterable<ParquetRow>,
  columns: readonly ParquetColumn[],
  path: string,
): Promise<{ readonly rows: number; readonly textColumns: readonly string[] }> {
  const file = createWriteStream(path, { mode: 0o600 });
  const long = new Set<string>();
  let count = 0;
  for await (const row of rows) {
    const cells = columns.map(({ name, type }) => {
      const cell = row[name] ?? null;
      if (type === "DOUBLE" && isRawNumber(cell)) long.add(name);
      if (type === "JSON" && cell !== null) return [name, renderJson(cell)] as const;
      return [name, isSpelled(type) ? renderValue(cell) : cell] as const;
    });
    if (!file.write(`${renderJson(Object.fromEntries(cells))}\n`)) await once(file, "drain");
    count += 1;
  }
  file.end();
  await finished(file);
  return { rows: count, textColumns: [...long] };
}

function quote(text: string, mark: string): string {
  return `${mark}${text.replaceAll(mark, mark + mark)}${mark}`;
}

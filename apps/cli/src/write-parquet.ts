import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { once } from "node:events";
import type { Row } from "@airdock/core";
import { renderJson } from "./render-value.ts";

/** A column of a Parquet file, with its type in DuckDB's words. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * Writes rows of any cache as a Parquet file, by the DuckDB that comes with the command line: through a private file of lines, which is gone
 * at the end.
 */
export async function writeParquet(
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: readonly ParquetColumn[],
  path: string,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-parquet-"));
  try {
    const lines = join(folder, "rows.ndjson");
    const count = await writeLines(rows, columns, lines);
    const { openDuckdb } = await import("@airdock/cache-duckdb/kysely");
    await using session = await openDuckdb(":memory:");
    const types = columns.map(
      ({ name, type }) => `${quote(name, "'")}: ${quote(type === "JSON" ? "JSON" : type, "'")}`,
    );
    const source = `read_json(${quote(lines, "'")}, format = 'newline_delimited', maximum_object_size = 1073741824, columns = {${types.join(", ")}})`;
    await session.connection.run(`COPY (SELECT * FROM ${source}) TO ${quote(path, "'")} (FORMAT parquet)`);
    return count;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

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
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: readonly ParquetColumn[],
  path: string,
): Promise<number> {
  const file = createWriteStream(path, { mode: 0o600 });
  let count = 0;
  for await (const row of rows) {
    const known = Object.fromEntries(columns.map(({ name }) => [name, row[name]]));
    if (!file.write(`${renderJson(known)}\n`)) await once(file, "drain");
    count += 1;
  }
  file.end();
  await finished(file);
  return count;
}

function quote(text: string, mark: string): string {
  return `${mark}${text.replaceAll(mark, mark + mark)}${mark}`;
}

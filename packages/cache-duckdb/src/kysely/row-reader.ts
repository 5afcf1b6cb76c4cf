import type { DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import { readDuckdbValue } from "./duckdb-value.ts";

/**
 * Makes rows of a result's chunks: objects by column name. A name that comes again gets `:1`, `:2` … at its end.
 * All of a chunk at once; the chunk is empty afterwards.
 */
export function createRowReader<Row>(result: DuckDBResult): (chunk: DuckDBDataChunk) => Row[] {
  const names = uniqueNames(result.columnNames());
  const columns = result
    .columnTypes()
    .map((type, index) => ({ name: names[index] ?? "", bind: readDuckdbValue(type) }));
  return (chunk) => {
    const bound = columns.map(({ name, bind }, index) => ({ name, read: bind(chunk.getColumnVector(index)) }));
    const rows: Row[] = [];
    for (let index = 0, { rowCount } = chunk; index < rowCount; index += 1) {
      const row: Record<string, unknown> = {};
      for (const { name, read } of bound) {
        if (name === "__proto__") defineValue(row, name, read(index));
        else row[name] = read(index);
      }
      rows.push(row as Row);
    }
    // Texts are the most of a chunk; they would stay until JavaScript's memory needs tidying, which knows nothing of them.
    chunk.reset();
    return rows;
  };
}

function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let count = 1; seen.has(unique) || (unique !== name && taken.has(unique)); count += 1) {
      unique = `${name}:${count}`;
    }
    seen.add(unique);
    return unique;
  });
}

function defineValue(row: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(row, name, { value, configurable: true, enumerable: true, writable: true });
}

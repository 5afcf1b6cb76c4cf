import { DuckDBArrayVector, DuckDBListVector, DuckDBMapVector, DuckDBStructVector } from "@duckdb/node-api";
import type { ReadItem, ValueReader } from "./value-reader.ts";

/** A list as an array. */
export function readList(item: ValueReader): ValueReader {
  return (vector) => (vector instanceof DuckDBListVector ? readListVector(vector, item) : readNothing);
}

/** An array of fixed length as an array. */
export function readArray(length: number, item: ValueReader): ValueReader {
  return (vector) => {
    if (!(vector instanceof DuckDBArrayVector)) return readNothing;
    const read = item(vector["childData"]);
    return (index) => (vector["validity"].itemValid(index) ? readItems(read, index * length, length) : null);
  };
}

/** A map as an object, its keys as text: what DuckDB's own `to_json` makes of it. */
export function readMap(key: ValueReader, value: ValueReader): ValueReader {
  const entry: ValueReader = (vector) => {
    if (!(vector instanceof DuckDBStructVector)) return readNothing;
    const readKey = key(vector.entryVectorAt(0));
    const readValue = value(vector.entryVectorAt(1));
    return (index) => [String(readKey(index)), readValue(index)];
  };
  return (vector) => {
    if (!(vector instanceof DuckDBMapVector)) return readNothing;
    const read = readListVector(vector["listVector"], entry);
    return (index) => {
      const entries = read(index);
      return Array.isArray(entries) ? Object.fromEntries(entries) : null;
    };
  };
}

function readListVector(vector: DuckDBListVector, item: ValueReader): ReadItem {
  const read = item(vector.childVector);
  return (index) =>
    vector["validity"].itemValid(index)
      ? readItems(read, vector.getEntryOffset(index), vector.getEntryLength(index))
      : null;
}

function readItems(read: ReadItem, offset: number, length: number): unknown[] {
  return Array.from({ length }, (_, index) => read(offset + index));
}

const readNothing: ReadItem = () => null;

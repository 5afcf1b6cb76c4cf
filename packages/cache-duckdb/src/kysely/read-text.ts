import { DuckDBBlobVector, DuckDBVarCharVector } from "@duckdb/node-api";
import type { ValueReader } from "./value-reader.ts";

/** Text, whole: what the driver itself makes of it lacks a U+FEFF at its beginning. So its bytes are read. */
export const readText: ValueReader = (vector) => {
  if (!(vector instanceof DuckDBVarCharVector)) return (index) => vector.getItem(index);
  const bytes = DuckDBBlobVector.fromRawVector(vector["vector"], vector.itemCount);
  return (index) => {
    const item = bytes.getItemBytes(index);
    return item === null ? null : decoder.decode(item);
  };
};

/** JSON as what a function makes of its text. */
export function readJsonBy(parse: (text: string) => unknown): ValueReader {
  return (vector) => {
    const read = readText(vector);
    return (index) => {
      const text = read(index);
      return typeof text === "string" ? parse(text) : null;
    };
  };
}

/** JSON as the value it spells. Numbers become doubles; whoever needs their digits casts the column to text. */
export const readJson: ValueReader = readJsonBy(JSON.parse);

/** Bytes, copied: those of the vector go with its chunk. */
export const readBytes: ValueReader = (vector) => {
  if (!(vector instanceof DuckDBBlobVector)) return (index) => vector.getItem(index);
  return (index) => {
    const item = vector.getItemBytes(index);
    return item === null ? null : new Uint8Array(item);
  };
};

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

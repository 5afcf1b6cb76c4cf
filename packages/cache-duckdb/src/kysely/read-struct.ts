import { DuckDBStructVector, DuckDBUnionVector } from "@duckdb/node-api";
import type { ValueReader } from "./value-reader.ts";

/** A struct as an object; one whose entries have no names (a row) as an array. */
export function readStruct(names: readonly string[], entries: readonly ValueReader[]): ValueReader {
  const isRow = names.every((name) => name === "");
  return (vector) => {
    if (!(vector instanceof DuckDBStructVector)) return () => null;
    const reads = entries.map((entry, index) => entry(vector.entryVectorAt(index)));
    return (index) => {
      if (!vector.isItemValid(index)) return null;
      const values = reads.map((read) => read(index));
      return isRow ? values : Object.fromEntries(values.map((value, entry) => [names[entry], value]));
    };
  };
}

/** A union as the value it holds, whichever member that is. */
export function readUnion(members: readonly ValueReader[]): ValueReader {
  return (vector) => {
    if (!(vector instanceof DuckDBUnionVector)) return () => null;
    const struct = vector["structVector"];
    const reads = members.map((member, index) => member(struct.entryVectorAt(index + 1)));
    return (index) => {
      const tag = struct.getItemValue(index, 0);
      return typeof tag === "number" ? (reads[tag]?.(index) ?? null) : null;
    };
  };
}

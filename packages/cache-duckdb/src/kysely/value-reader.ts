import type { DuckDBVector } from "@duckdb/node-api";

/** Reads the items of one column: bound to the vector of each chunk in turn, since what to do with a type is decided once. */
export type ValueReader = (vector: DuckDBVector) => ReadItem;

/** The item at an index of a vector, as a plain value. The vector's chunk must still be in use. */
export type ReadItem = (index: number) => unknown;

import type { StoredColumn, StreamKey, TableName, WriteMode } from "@airdock/core";
import type { ColumnPath } from "../finalize/merge-strategy.ts";

/** The table the records of a stream go to in this run, and how. */
export interface StreamTarget {
  readonly stream: StreamKey;
  readonly table: TableName;
  readonly columns: readonly StoredColumn[];
  readonly mode: WriteMode;
  readonly key: readonly ColumnPath[];
  readonly cursor: ColumnPath | undefined;
  /** The column whose value marks a deleted row, where deleted rows are to go. */
  readonly deletedAt: string | undefined;
  readonly generation: number;
  readonly minimumGeneration: number;
  readonly undeclared: "add" | "ignore";
  /** The properties of the stream's schema. */
  readonly declared: ReadonlySet<string>;
  /** The columns that did not take the type of their property. */
  readonly kept: readonly string[];
  /** The columns that the table had before the run, the user's own included. */
  readonly existing: readonly string[];
  /** Where a `replace` gathers its rows until it is swapped. */
  readonly unfinished: TableName;
}

import type { StoredColumn, StreamKey, StreamPlan, TableName, UncertainKey, WriteMode } from "@airdock/core";
import type { ColumnPath } from "../finalize/merge-strategy.ts";

/** A column of a key, and the column of text that is to take the values it cannot hold. */
export interface KeyText {
  /** The name of the key's column. */
  readonly column: string;
  /** Not in the table until it is needed. */
  readonly text: StoredColumn;
}

/** Paths of the key that the first rows of the run have to have: see `UncertainKey`. */
export interface SoughtKey extends Pick<UncertainKey, "otherwise" | "advice"> {
  readonly paths: readonly ColumnPath[];
  /** The same for people: `owner.id`. */
  readonly labels: readonly string[];
}

/** The table the records of a stream go to in this run, and how. */
export interface StreamTarget {
  readonly stream: StreamKey;
  readonly table: TableName;
  readonly columns: readonly StoredColumn[];
  readonly mode: WriteMode;
  readonly key: readonly ColumnPath[];
  /** Undefined: the key is certain. */
  readonly sought: SoughtKey | undefined;
  /** Columns that the run has made for the paths that are sought. */
  readonly provisional: readonly string[];
  /** For the columns of the key that may meet values they cannot hold. */
  readonly keyTexts: readonly KeyText[];
  readonly onTypeChange: StreamPlan["onTypeChange"];
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
  /** Columns that were dropped, or added again by somebody: rows stored before have nothing in them. */
  readonly restored: readonly string[];
  /** The columns that the table had before the run, the user's own included. */
  readonly existing: readonly string[];
  /** Where a `replace` gathers its rows until it is swapped. */
  readonly unfinished: TableName;
}

import type { StreamKey } from "../protocol/stream.ts";
import type { StoredColumn, TableName } from "./stored.ts";

/** What is stored of a stream, and what a run would make of its table. */
export interface StreamPreview {
  readonly stream: StreamKey;
  /** Where its table is, or would be made. */
  readonly table: TableName;
  /** There is a table. */
  readonly exists: boolean;
  /** The columns the table would have, in their order, without those that begin with `_airbyte_`. */
  readonly columns: readonly StoredColumn[];
  /** The names of those it does not have yet; none where there is no table. */
  readonly addedColumns: readonly string[];
  /** The names of those that would get a wider type. */
  readonly widenedColumns: readonly string[];
  /** Rows of the table. Copies with one raw id count as one, and rows that an unfinished refresh takes away not at all. */
  readonly rows: number;
  /** How many different keys these rows have, by the plan's primary key; the same as `rows` where it names none. */
  readonly keys: number;
  /** Each path of that key has a value in some row. */
  readonly hasKey: boolean;
}

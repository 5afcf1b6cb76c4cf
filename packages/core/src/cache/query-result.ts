import type { RowValue } from "../dataset/dataset.ts";

/** What a query answers: columns in order, with the database's own type names, and rows as arrays of the same order. */
export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly RowValue[])[];
  /** Of a statement that answers with no rows: how many it changed, 0 where it changes none; `columns` and `rows` are empty. */
  readonly rowsChanged?: number;
}

import type { CallOptions, JsonForm, RowValue } from "../dataset/dataset.ts";

/** What a query may do, and how much. */
export interface QueryOptions extends CallOptions {
  /** The statement may write. Default false: it runs in a locked session, in which no file, row, setting or process changes. */
  readonly write?: boolean | undefined;
  /** A statement that only reads may read files of the machine, by functions of the database. Default false. */
  readonly allowFiles?: boolean | undefined;
  /** Rows after which the answer ends, and says so by `isCut`; for statements that only read. Default: all. */
  readonly maxRows?: number | undefined;
  /**
   * How the cells of JSON columns come. Default `value`. With `text`, JSON and decimals inside lists and structs of the database
   * hold numbers that a double would change as `RawNumber`, which `printExact` prints.
   */
  readonly json?: JsonForm | undefined;
  /** Milliseconds after which the statement is ended with QUERY_TIMEOUT. Default: none. */
  readonly timeoutMs?: number | undefined;
}

/** What a query answers: columns in order, with the database's own type names, and rows as arrays of the same order. */
export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly RowValue[])[];
  /** Of a statement that answers with no rows: how many it changed, 0 where it changes none; `columns` and `rows` are empty. */
  readonly rowsChanged?: number;
  /** True when there are more rows than `maxRows`. */
  readonly isCut?: true;
}

/** A statement and its parameters. */
export interface SqliteStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A column of an answer. */
export interface ResultColumn {
  readonly name: string;
  /** The type the table declares; empty for what is computed. */
  readonly declared: string;
  /** The type Airdock's bookkeeping has for it, where it is a column of a stream's table. */
  readonly stored?: string | undefined;
}

/** Rows in the order of the columns: integers are numbers where those are exact, else bigints. */
export type ResultRow = readonly unknown[];

/** What a statement has answered. */
export interface StatementResult {
  /** Empty for a statement that answers without rows. */
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly ResultRow[];
  /** Rows inserted, changed or deleted; undefined where the statement answers with rows. */
  readonly changes: number | undefined;
  readonly lastRowId: bigint | undefined;
}

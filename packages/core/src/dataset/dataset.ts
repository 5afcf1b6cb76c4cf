import type { StreamKey } from "../protocol/stream.ts";
import type { StoredColumn, TableName } from "../cache/stored.ts";

/** Which table to read: a stream of a connection. */
export interface DatasetKey {
  readonly connection: string;
  readonly stream: StreamKey;
}

/** A value of a row, in the TypeScript types of the table contract (dates and times are ISO strings). */
export type RowValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly RowValue[]
  | { readonly [key: string]: RowValue };

/** A row by column name, the `_airbyte_` columns included. */
export type Row = Readonly<Record<string, RowValue>>;

/** The rows of one stream, as the last finalized part left them. Needs no connector. */
export interface Dataset {
  readonly key: DatasetKey;
  /** Rejects with NOT_IN_CACHE when the stream was never synced. */
  table(options?: CallOptions): Promise<TableName>;
  columns(options?: CallOptions): Promise<readonly StoredColumn[]>;
  count(options?: CallOptions): Promise<number>;
  /** Streams the rows; holds no more than a chunk of them in memory. */
  rows(options?: RowsOptions): AsyncIterable<Row>;
}

/** What every slow call takes. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * How the cells of JSON columns come. `value`: parsed; an integer beyond 2^53 is a bigint, and any other number that a double would
 * change its text. `text`: the JSON text as the database has it, digit for digit.
 */
export type JsonForm = "value" | "text";

/** How rows are read. */
export interface RowsOptions extends CallOptions {
  /** Default: all. */
  readonly limit?: number | undefined;
  /** Default `value`. */
  readonly json?: JsonForm | undefined;
}

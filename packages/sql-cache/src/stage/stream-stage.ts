import type { CallOptions, RecordBatch, RejectedRecord, StoredColumn, StreamKey, TableName } from "@airdock/core";
import type { Kysely, RawBuilder } from "kysely";
import type { KeyText } from "../run/stream-target.ts";
import type { ColumnPath } from "../finalize/merge-strategy.ts";
import type { AirbyteType } from "../value/airbyte-type.ts";

/** Where the records of a run wait until they are finalized. */
export interface BulkLoad {
  /** Called once per stream and run, before the first batch. Makes nothing yet. */
  openStage(target: StageTarget): StreamStage;
  /** Removes what is staged for these runs: they died, or have ended. */
  clear(runs: readonly RunIdentity[], write: WriteStaging): Promise<void>;
}

/** Works in a transaction of its own, which is tried again where that may help. */
export type WriteStaging = (
  work: (transaction: Kysely<unknown>) => Promise<void>,
  options?: CallOptions,
) => Promise<void>;

/** A run, as the names of its staging are made from it. */
export interface RunIdentity {
  readonly id: number;
  readonly token: string;
  readonly startedAt: Date;
}

/** The stream to stage for. */
export interface StageTarget {
  readonly run: RunIdentity;
  readonly stream: StreamKey;
  /** Counts the streams of the run from 0: a short name for the staging. */
  readonly index: number;
  /** The generation all rows of the run belong to. */
  readonly generation: number;
  /** What raw ids of this stream and run begin with. */
  readonly rawIdPrefix: string;
  /** The key of a merged table, for databases that bound its length; else empty. */
  readonly key: readonly ColumnPath[];
  /** For stages that convert values: the columns of the key that may meet values they cannot hold, see `LoadRequest`. */
  readonly keyTexts: readonly KeyText[];
  /** For staging inside the database. */
  readonly write: WriteStaging;
  columnType(type: AirbyteType): string;
  /** Most parameters of a statement. */
  readonly parameters: number;
  /** Staging tables stand in schema `airdock`; false: in the flat list, with prefix `airdock_`. */
  readonly schemas: boolean;
}

/** The staged records of one stream: not seen by readers, in the order of their ordinals. */
export interface StreamStage {
  /** Keeps a batch. Columns are only ever added from one call to the next. Twice the same batch changes nothing. */
  stage(batch: RecordBatch, columns: readonly StoredColumn[], options?: CallOptions): Promise<void>;
  /** What is staged in an ordinal range, as rows of the table. Called inside the transaction that uses them. */
  load(transaction: Kysely<unknown>, request: LoadRequest): Promise<LoadedRows>;
  /**
   * A faster way for tables without a key, where there is one: puts what is staged in an ordinal range into the target itself.
   * Undefined: this table takes `load` and INSERT … SELECT.
   */
  insert?(transaction: Kysely<unknown>, request: LoadRequest): Promise<InsertedRows | undefined>;
  /** Forgets what was loaded through an ordinal; the transaction is committed. */
  drop(through: number): Promise<void>;
  /** Removes everything staged. */
  discard(): Promise<void>;
}

/** Which rows, in what shape. */
export interface LoadRequest extends CallOptions {
  /** Rows with `after < ordinal <= through`. */
  readonly after: number;
  readonly through: number;
  /**
   * Columns of a key may have become text since they were staged (`string of number`), or may have a column of text besides
   * (`string beyond number`): see `createColumnConverter`.
   */
  readonly columns: readonly StoredColumn[];
  /** The columns of a merged table's key that `findInexactKeys` is about. */
  readonly keyTexts: readonly KeyText[];
  readonly syncId: number;
  readonly generation: number;
  readonly rawIdPrefix: string;
  /** The table the rows end up in. */
  readonly target: TableName;
  /** How often `rows` is selected from: `often` (merge) is worth a temporary table. */
  readonly reads: "once" | "often";
}

/** Staged rows, ready to be selected. Valid until the next load of the transaction, or its end. */
export interface LoadedRows {
  /** For FROM: all columns of the target by name, and `_airdock_ordinal`. */
  readonly rows: RawBuilder<unknown>;
  /**
   * The names of those columns of `keyTexts` in which a value could not be kept as it came: rows with different keys might meet
   * there. Asked before `rows` go into the target; then another load follows, with columns that hold the keys. Absent: none.
   */
  findInexactKeys?(): Promise<readonly string[]>;
  /** Asked once, after `rows` went into the target. */
  countChanges(): Promise<LoadedChanges>;
}

/** Staged rows that are in their table. */
export interface InsertedRows extends Pick<LoadedRows, "countChanges"> {
  readonly written: number;
}

/** The cells that could not be stored as they came. */
export interface LoadedChanges {
  /** Rows with a change made by the cache. */
  readonly rows: number;
  /** For FROM: `raw_id`, `field`, `original` (its text) of every nulled cell; absent when there is none. */
  readonly originals?: RawBuilder<unknown>;
  /** Records the database cannot hold (`key-too-long`). They are not among `rows`. */
  readonly rejected?: readonly RejectedRecord[];
}

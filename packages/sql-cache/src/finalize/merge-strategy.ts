import type { TableName } from "@airdock/core";
import type { Kysely, RawBuilder } from "kysely";

/** How rows get into a table that has a key. */
export interface MergeStrategy {
  /** Makes what `merge` needs, such as an index; called in the transaction that gives the table its key, or a new one. */
  prepare(transaction: Kysely<unknown>, table: KeyedTable): Promise<void>;
  /** Undoes `prepare`, for a table that has no key any more. */
  release(transaction: Kysely<unknown>, table: TableName): Promise<void>;
  /** False: what `prepare` made is not there any more, since the user made the table anew. Default: it is there. */
  isPrepared?(transaction: Kysely<unknown>, table: TableName): Promise<boolean>;
  /**
   * What tells rows of a table apart, whatever they hold: the database's own row number. `columns`: the names of all columns of the
   * table, any of which may hide it. Default and undefined: there is none.
   */
  rowHandle?(columns: readonly string[]): RawBuilder<unknown> | undefined;
  /** Applies staged rows: only a newer row replaces a row, and of equal ones the staged one is newer. */
  merge(transaction: Kysely<unknown>, plan: MergePlan): Promise<MergeCounts>;
  /** How many times its own duration passes after a merge before the next is due: 5, where one rewrites much. Default 0. */
  readonly pause?: number;
}

/** A table, its key, and what tells newer rows from older ones. */
export interface KeyedTable {
  readonly table: TableName;
  /** Column names in the order of the table. */
  readonly columns: readonly string[];
  readonly key: readonly ColumnPath[];
  readonly cursor?: ColumnPath | undefined;
  /** Wrapped around text that must compare by bytes; undefined where it does anyway. */
  readonly binaryCollation?: string | undefined;
  /** Makes of text what compares by its UTF-8 bytes, where no collation does. */
  readonly textOrder?: ((text: RawBuilder<unknown>) => RawBuilder<unknown>) | undefined;
  /** See `MergeStrategy.rowHandle`. */
  readonly rowHandle?: RawBuilder<unknown> | undefined;
}

/** A column, or a value inside a JSON column. */
export interface ColumnPath {
  readonly column: string;
  /** What `->` takes, member by member. */
  readonly path: readonly string[];
  /** The column holds text (and `path` is empty). */
  readonly text: boolean;
  /** What is JSON compares as a number where it is one: the SQL type of that. Undefined: it is no JSON. */
  readonly numbers?: string | undefined;
}

/** One merge: `rows` is selected from as often as needed and has `_airdock_ordinal`; several may have the same key. */
export interface MergePlan extends KeyedTable {
  readonly rows: RawBuilder<unknown>;
  /** Rows in which this column is not NULL take their key out of the table; undefined: nothing is deleted. */
  readonly deletedAt?: string | undefined;
}

/** Rows put in, new or in the place of older ones; keys taken out by `deletedAt`; rows taken out in all. */
export interface MergeCounts {
  readonly written: number;
  readonly deleted: number;
  readonly removed: number;
}

import type { TableName } from "@airdock/core";
import type { Kysely } from "kysely";
import type { AirbyteType } from "../value/airbyte-type.ts";

/**
 * Changes a column's type and keeps every value it has: numbers become their canonical JSON text, dates and times their ISO
 * text, a date the timestamp at its midnight in UTC, anything JSON by its JSON form. False: the column stays as it is, since
 * something hangs on it, such as a view. Runs in a transaction of its own; a key's index has been released.
 */
export type WidenColumn = (transaction: Kysely<unknown>, change: ColumnChange) => Promise<boolean>;

/** A column and its new type. That every value survives is known. */
export interface ColumnChange {
  readonly table: TableName;
  readonly column: string;
  readonly from: AirbyteType;
  readonly to: AirbyteType;
  /** The SQL type of `to`. */
  readonly sqlType: string;
}

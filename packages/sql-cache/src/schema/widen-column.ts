import type { TableName } from "@airdock/core";
import type { Kysely } from "kysely";
import type { AirbyteType } from "../value/airbyte-type.ts";

/**
 * Changes a column's type and keeps every value it has: numbers become their canonical JSON text, dates and times their ISO
 * text, a date the timestamp at its midnight in UTC, anything JSON by its JSON form. False: the column stays as it is, since the
 * database cannot, or something such as a view hangs on it. Runs in a transaction of its own.
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

/** For databases that cannot change a type: values that do not fit the old one become NULL and are declared. */
export const keepColumn: WidenColumn = async () => false;

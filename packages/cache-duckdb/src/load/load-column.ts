import type { StoredColumn } from "@airdock/core";
import { type AirbyteType, airbyteTypeOf, extraColumn, keyFormOf, nativeTypeOf } from "@airdock/sql-cache";
import { duckdbColumnType } from "../duckdb-column-type.ts";

/** A column as a load sees it. */
export interface LoadColumn {
  readonly field: string;
  readonly name: string;
  readonly type: AirbyteType;
  readonly sqlType: string;
  /** The SQL type is the user's choice. */
  readonly isNative: boolean;
  /** Of a text column that keeps a key: its stored type, which `airdock_judge` knows. Else undefined. */
  readonly keyType: string | undefined;
  /** The column of all fields that have none of their own. */
  readonly isExtra: boolean;
}

/** What a load needs to know of a stored column. */
export function loadColumn(column: StoredColumn): LoadColumn {
  const [type, native] = [airbyteTypeOf(column), nativeTypeOf(column)];
  return {
    field: column.field,
    name: column.name,
    type,
    sqlType: native ?? duckdbColumnType(type),
    isNative: native !== undefined,
    keyType: keyFormOf(column) === undefined ? undefined : column.type,
    isExtra: column.name === extraColumn,
  };
}

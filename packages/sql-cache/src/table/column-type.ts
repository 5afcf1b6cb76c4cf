import type { StoredColumn } from "@airdock/core";
import type { AirbyteType } from "../value/airbyte-type.ts";

/** The stored type of a column: `number`, or with a SQL type of the user's choice `number as decimal(38,9)`. */
export function columnType(type: AirbyteType, native?: string): string {
  return native === undefined ? type : `${type}${separator}${native}`;
}

/** The type by which a column's values are converted. */
export function airbyteTypeOf({ type }: Pick<StoredColumn, "type">): AirbyteType {
  return type.split(separator, 1)[0] as AirbyteType;
}

/** The SQL type the user chose for a column; undefined: the one that goes with its Airbyte type. */
export function nativeTypeOf({ type }: Pick<StoredColumn, "type">): string | undefined {
  const at = type.indexOf(separator);
  return at < 0 ? undefined : type.slice(at + separator.length);
}

const separator = " as ";

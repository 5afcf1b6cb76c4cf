import type { StoredColumn } from "@airdock/core";
import type { AirbyteType } from "../value/airbyte-type.ts";

/**
 * How a column keeps a key, so that equal values are one text and others are not. `all`: every value, as text by `keyText` or as
 * JSON by `keyJson`. `beyond`: text in a column besides the key's own, with only the values that one cannot hold.
 */
export interface KeyForm {
  readonly keeps: "all" | "beyond";
  /** The type of the key. */
  readonly type: AirbyteType;
}

/** The stored type of a column: `number`, or with a SQL type of the user's choice `number as decimal(38,9)`. */
export function columnType(type: AirbyteType, native?: string): string {
  return native === undefined ? type : `${type}${separator}${native}`;
}

/** The stored type of a column for a key: `string of number`, `string beyond number`, or `json of json`. */
export function keyColumnType({ keeps, type }: KeyForm): string {
  return `${type === "json" ? "json" : "string"} ${keeps === "all" ? "of" : "beyond"} ${type}`;
}

/** The type by which a column's values are converted. */
export function airbyteTypeOf({ type }: Pick<StoredColumn, "type">): AirbyteType {
  return type.split(" ", 1)[0] as AirbyteType;
}

/** How a column keeps a key; undefined: as any other column. */
export function keyFormOf({ type }: Pick<StoredColumn, "type">): KeyForm | undefined {
  const [, word, keyType] = keyForm.exec(type) ?? [];
  return keyType === undefined ? undefined : { keeps: word === "of" ? "all" : "beyond", type: keyType as AirbyteType };
}

/** The SQL type the user chose for a column; undefined: the one that goes with its Airbyte type. */
export function nativeTypeOf({ type }: Pick<StoredColumn, "type">): string | undefined {
  const at = type.indexOf(separator);
  return at < 0 ? undefined : type.slice(at + separator.length);
}

const separator = " as ";
const keyForm = /^(?:string|json) (of|beyond) (\w+)$/;

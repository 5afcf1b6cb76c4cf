import type { StoredColumn } from "@airdock/core";
import type { JsonObject, JsonValue } from "@airdock/core/protocol";
import {
  type AirbyteType,
  airbyteTypeOf,
  type ColumnValue,
  createColumnConverter,
  defaultValueRules,
  extraColumn,
  keyFormOf,
  nativeTypeOf,
} from "@airdock/sql-cache/value";
import { plainDate } from "./plain-date.ts";
import { plainTimestamp } from "./plain-timestamp.ts";

/**
 * Makes the fast converter of records that have no marks: puts the cells of their columns behind the first `offset` ones. False: the
 * reference is to convert the record, since something of it has to be declared. What is put here is what the reference puts.
 */
export function createPlainConverter(
  columns: readonly StoredColumn[],
  offset: number,
): (data: JsonObject, cells: ColumnValue[]) => boolean {
  if (columns.some(({ name }) => name === extraColumn)) return () => false;
  const plans = columns.map((column) => ({
    field: column.field,
    isInherited: column.field in Object.prototype,
    convertExactly: createColumnConverter(column, defaultValueRules),
    convert: isPlain(column) ? plainValues[airbyteTypeOf(column)] : leaveToReference,
    bind: createCellBinder(column),
  }));
  return (data, cells) => {
    for (let index = 0; index < plans.length; index += 1) {
      const plan = plans[index];
      if (plan === undefined) return false;
      const value = plan.isInherited && !Object.hasOwn(data, plan.field) ? undefined : data[plan.field];
      let cell = value === undefined || value === null ? null : plan.convert(value);
      if (cell === undefined) {
        const converted = plan.convertExactly(value);
        if (converted.change !== undefined) return false;
        cell = plan.bind(converted.value);
      }
      cells[offset + index] = cell;
    }
    return true;
  };
}

function isPlain(column: StoredColumn): boolean {
  return nativeTypeOf(column) === undefined && keyFormOf(column) === undefined;
}

/** Makes the last step to a cell: booleans are 0 and 1; in a column of the user's type an integer is no double, which text would show. */
export function createCellBinder(column: StoredColumn): (value: ColumnValue) => ColumnValue {
  const isNative = nativeTypeOf(column) !== undefined;
  return (value) => {
    if (typeof value === "boolean") return value ? 1 : 0;
    return isNative && typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
  };
}

const leaveToReference = (): undefined => undefined;

type PlainValue = (value: JsonValue) => ColumnValue | undefined;

/** The usual values of each type; undefined for all others. Records without marks have no half surrogate pairs and no NUL. */
const plainValues: Readonly<Record<AirbyteType, PlainValue>> = {
  string: (value) => (typeof value === "string" ? value : undefined),
  integer: (value) => (Number.isSafeInteger(value) && value !== 0 ? (value as number) : undefined),
  number: (value) => (typeof value === "number" ? value : undefined),
  boolean: (value) => (typeof value === "boolean" ? Number(value) : undefined),
  date: (value) => (typeof value === "string" ? plainDate(value) : undefined),
  timestamp_with_timezone: (value) => (typeof value === "string" ? plainTimestamp(value) : undefined),
  timestamp_without_timezone: () => undefined,
  time_with_timezone: () => undefined,
  time_without_timezone: () => undefined,
  json: (value) => (typeof value === "object" ? JSON.stringify(value) : undefined),
};

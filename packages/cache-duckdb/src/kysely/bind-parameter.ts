import { type DuckDBPreparedStatement, DuckDBTimestampTZValue } from "@duckdb/node-api";

/**
 * Binds a parameter, counted from 1, by what it is: text, boolean, null; integers as INTEGER or BIGINT, every other number as
 * DOUBLE; bigints as BIGINT or wider; `Date` as TIMESTAMPTZ; bytes as BLOB; arrays and plain objects as JSON text.
 * Throws a TypeError for anything else.
 */
export function bindParameter(statement: DuckDBPreparedStatement, index: number, value: unknown): void {
  switch (typeof value) {
    case "string":
      return statement.bindVarchar(index, value);
    case "boolean":
      return statement.bindBoolean(index, value);
    case "number":
      return bindNumber(statement, index, value);
    case "bigint":
      return bindBigint(statement, index, value);
    case "undefined":
      return statement.bindNull(index);
    default:
      return bindObject(statement, index, value);
  }
}

/** -0 is a double: no integer type has it. */
function bindNumber(statement: DuckDBPreparedStatement, index: number, value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) statement.bindDouble(index, value);
  else if (value === Math.trunc(value) && (value | 0) === value) statement.bindInteger(index, value);
  else statement.bindBigInt(index, BigInt(value));
}

function bindBigint(statement: DuckDBPreparedStatement, index: number, value: bigint): void {
  if (BigInt.asIntN(64, value) === value) statement.bindBigInt(index, value);
  else if (BigInt.asIntN(128, value) === value) statement.bindHugeInt(index, value);
  else statement.bindBigNum(index, value);
}

function bindObject(statement: DuckDBPreparedStatement, index: number, value: unknown): void {
  if (value === null) statement.bindNull(index);
  else if (value instanceof Date) statement.bindTimestampTZ(index, timestampOf(value, index));
  else if (value instanceof Uint8Array) statement.bindBlob(index, value);
  else if (isJson(value)) statement.bindVarchar(index, JSON.stringify(value));
  else throw new TypeError(`Parameter ${index} is a ${describeKind(value)}, which DuckDB has no value for.`);
}

function timestampOf(date: Date, index: number): DuckDBTimestampTZValue {
  const milliseconds = date.getTime();
  if (Number.isNaN(milliseconds)) throw new TypeError(`Parameter ${index} is not a valid date.`);
  return new DuckDBTimestampTZValue(BigInt(milliseconds) * 1000n);
}

function isJson(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null || "toJSON" in value;
}

function describeKind(value: unknown): string {
  return typeof value === "object" && value !== null ? value.constructor.name : typeof value;
}

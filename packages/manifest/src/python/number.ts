import { PythonError } from "./python-error.ts";
import { PythonFloat } from "./python-float.ts";
import type { PythonValue } from "./value.ts";

/** Whether a value is a Python int; bool is not counted, though Python computes with it as one. */
export function isInteger(value: unknown): value is number | bigint {
  return (
    typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0))
  );
}

/** Whether a value is a Python float. */
export function isFloat(value: unknown): value is number | PythonFloat {
  return value instanceof PythonFloat || (typeof value === "number" && !isInteger(value));
}

/** A float with this value. */
export function toFloat(value: number): number | PythonFloat {
  return Number.isSafeInteger(value) ? new PythonFloat(value) : value;
}

/** An int with this value. */
export function toInteger(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** The int of an integral float, as `int()` cuts it. Infinities and NaN raise as in Python. */
export function truncateFloat(value: number): number | bigint {
  if (Number.isNaN(value)) throw new PythonError("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(value)) throw new PythonError("OverflowError", "cannot convert float infinity to integer");
  const truncated = Math.trunc(value);
  return Number.isSafeInteger(truncated) ? (truncated === 0 ? 0 : truncated) : BigInt(truncated);
}

/** An int or bool as a bigint or number to compute with; undefined for all else. */
export function asInteger(value: PythonValue): number | bigint | undefined {
  if (typeof value === "boolean") return value ? 1 : 0;
  return isInteger(value) ? value : undefined;
}

/** Any number, bool included, as a JavaScript double; undefined for all else. */
export function asDouble(value: PythonValue): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof PythonFloat ? value.value : undefined;
}

/** Whether a value is a number of any kind, bool included. */
export function isNumber(value: PythonValue): boolean {
  return asDouble(value) !== undefined;
}

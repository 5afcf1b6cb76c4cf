import { PythonFloat } from "./python-float.ts";
import { toInteger } from "./number.ts";
import type { PythonValue } from "./value.ts";

/** A number JavaScript would not tell apart from another one of Python: a long integer, or a float that is integral. */
const mayBeSpecial = /(?:^|[:,[\s])-?(?:\d{16}|\d+(?:\.0+(?![\d.])|(?:\.\d+)?[eE]))/;
const integer = /^-?\d{16,}$/;

/**
 * Parses JSON as Python does: integers exact (what a double cannot keep becomes a bigint), `1.0` a float. A SyntaxError where it is no JSON.
 */
export function parseJson(text: string): PythonValue {
  if (!mayBeSpecial.test(text)) return JSON.parse(text) as PythonValue;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown) as PythonValue;
}

function revive(_key: string, value: PythonValue, context: { source: string }): PythonValue {
  if (typeof value !== "number") return value;
  const { source } = context;
  if (integer.test(source)) return toInteger(BigInt(source));
  return Number.isSafeInteger(value) && /[.eE]/.test(source) ? new PythonFloat(value) : value;
}

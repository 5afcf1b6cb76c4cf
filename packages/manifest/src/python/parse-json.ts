import { toInteger } from "./number.ts";
import type { PythonValue } from "./value.ts";

const mayHoldLongInteger = /(?:^|[:,[\s])-?\d{16}/;
const integer = /^-?\d{16,}$/;

/** Parses JSON without losing a digit of an integer: what a double cannot keep becomes a bigint. A SyntaxError where it is no JSON. */
export function parseJson(text: string): PythonValue {
  if (!mayHoldLongInteger.test(text)) return JSON.parse(text) as PythonValue;
  const revive = (_key: string, value: PythonValue, context: { source: string }): PythonValue =>
    typeof value === "number" && integer.test(context.source) ? toInteger(BigInt(context.source)) : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown) as PythonValue;
}

import { asDouble, asInteger } from "./number.ts";
import { equalPython } from "./equal-python.ts";
import { PythonDate } from "./python-date.ts";
import { PythonDatetime } from "./python-datetime.ts";
import { PythonError } from "./python-error.ts";
import { PythonTuple } from "./python-tuple.ts";
import { Timedelta } from "./timedelta.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { PythonValue } from "./value.ts";

/** The comparisons that need an order. */
export type OrderOperator = "<" | "<=" | ">" | ">=";

/** Python's `<`, `<=`, `>`, `>=`: numbers, texts, lists, dates among themselves; other pairs raise a TypeError, undefined an UndefinedError. */
export function comparePython(operator: OrderOperator, left: PythonValue, right: PythonValue): boolean {
  if (left instanceof Undefined) throw left.fail();
  if (right instanceof Undefined) throw right.fail();
  const order = orderOf(left, right);
  if (order === undefined)
    throw new PythonError(
      "TypeError",
      `'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
    );
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}

/** Negative, zero, positive; NaN where a float is NaN; undefined where Python knows no order. */
function orderOf(left: PythonValue, right: PythonValue): number | undefined {
  if (typeof left === "string" && typeof right === "string") return compareTexts(left, right);
  const [a, b] = [asInteger(left) ?? asDouble(left), asInteger(right) ?? asDouble(right)];
  if (a !== undefined && b !== undefined)
    return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : a < b ? -1 : a > b ? 1 : 0;
  if (Array.isArray(left) && Array.isArray(right)) return orderOfLists(left, right);
  if (left instanceof Timedelta && right instanceof Timedelta) return left.compare(right);
  if (!(left instanceof PythonDate && right instanceof PythonDate)) return undefined;
  if (left instanceof PythonDatetime && right instanceof PythonDatetime) return orderOfDatetimes(left, right);
  if (left instanceof PythonDatetime || right instanceof PythonDatetime)
    throw new PythonError("TypeError", `can't compare ${typeName(left)} to ${typeName(right)}`);
  return left.dayNumber - right.dayNumber;
}

function orderOfLists(left: PythonValue[], right: PythonValue[]): number | undefined {
  if (left instanceof PythonTuple !== right instanceof PythonTuple) return undefined;
  for (const [index, item] of left.entries()) {
    if (index >= right.length) return 1;
    const other = right[index] ?? null;
    if (!equalPython(item, other)) return comparePython("<", item, other) ? -1 : 1;
  }
  return left.length - right.length;
}

function orderOfDatetimes(left: PythonDatetime, right: PythonDatetime): number {
  if ((left.zone === null) !== (right.zone === null))
    throw new PythonError("TypeError", "can't compare offset-naive and offset-aware datetimes");
  return left.compare(right);
}

/** By code point, as Python orders texts. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a !== b)
      return a >= 0xd800 && b >= 0xd800 ? (left.codePointAt(index) ?? 0) - (right.codePointAt(index) ?? 0) : a - b;
  }
  return left.length - right.length;
}

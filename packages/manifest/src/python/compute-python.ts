import type { ArithmeticOperator } from "./arithmetic-operator.ts";
import { CalendarDuration } from "./calendar-duration.ts";
import { computeDates } from "./compute-dates.ts";
import { computeNumbers } from "./compute-numbers.ts";
import { formatPercent } from "./format-percent.ts";
import { asDouble, asInteger } from "./number.ts";
import { PythonDate } from "./python-date.ts";
import { PythonError } from "./python-error.ts";
import { createTuple, PythonTuple } from "./python-tuple.ts";
import { Timedelta } from "./timedelta.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { PythonValue } from "./value.ts";

const longestResult = 10_000_000;

/** Python's arithmetic on any two values; what Python does not know raises a TypeError, undefined an UndefinedError. */
export function computePython(operator: ArithmeticOperator, left: PythonValue, right: PythonValue): PythonValue {
  if (left instanceof Undefined) throw left.fail();
  if (operator === "%" && typeof left === "string") return formatPercent(left, right);
  if (right instanceof Undefined) throw right.fail();
  if (asDouble(left) !== undefined && asDouble(right) !== undefined) return computeNumbers(operator, left, right);
  const result =
    isTemporal(left) || isTemporal(right)
      ? computeDates(operator, left, right)
      : computeSequences(operator, left, right);
  if (result !== undefined) return result;
  const symbol = operator === "**" ? "** or pow()" : operator;
  throw new PythonError(
    "TypeError",
    `unsupported operand type(s) for ${symbol}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

/** Python's unary minus and plus. */
export function negatePython(operator: "-" | "+", value: PythonValue): PythonValue {
  if (value instanceof Undefined) throw value.fail();
  if (asDouble(value) !== undefined) return computeNumbers(operator, 0, value, true);
  if (value instanceof Timedelta) return operator === "-" ? value.negate() : value;
  if (value instanceof CalendarDuration && operator === "-") return value.negate();
  throw new PythonError("TypeError", `bad operand type for unary ${operator}: '${typeName(value)}'`);
}

function isTemporal(value: PythonValue): boolean {
  return value instanceof PythonDate || value instanceof Timedelta || value instanceof CalendarDuration;
}

function computeSequences(
  operator: ArithmeticOperator,
  left: PythonValue,
  right: PythonValue,
): PythonValue | undefined {
  if (operator === "*") return repeatSequence(left, right) ?? repeatSequence(right, left);
  if (operator !== "+") return undefined;
  if (typeof left === "string") {
    if (typeof right === "string") return left + right;
    throw new PythonError("TypeError", `can only concatenate str (not "${typeName(right)}") to str`);
  }
  if (!Array.isArray(left) || !Array.isArray(right) || left instanceof PythonTuple !== right instanceof PythonTuple)
    return undefined;
  if (left.length + right.length > longestResult)
    throw new PythonError("MemoryError", "a template's result is too long");
  return left instanceof PythonTuple ? createTuple([...left, ...right]) : [...left, ...right];
}

function repeatSequence(sequence: PythonValue, times: PythonValue): PythonValue | undefined {
  const integer = asInteger(times);
  if (integer === undefined || !(typeof sequence === "string" || Array.isArray(sequence))) return undefined;
  const count = Math.max(0, Number(integer));
  if (count * sequence.length > longestResult) throw new PythonError("MemoryError", "a template's result is too long");
  if (typeof sequence === "string") return sequence.repeat(count);
  const items = Array.from({ length: count }, () => [...sequence]).flat();
  return sequence instanceof PythonTuple ? createTuple(items) : items;
}

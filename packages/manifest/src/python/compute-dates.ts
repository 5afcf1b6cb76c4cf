import { CalendarDuration } from "./calendar-duration.ts";
import type { ArithmeticOperator } from "./arithmetic-operator.ts";
import { asDouble, asInteger, toFloat, toInteger } from "./number.ts";
import { PythonDate } from "./python-date.ts";
import { PythonDatetime } from "./python-datetime.ts";
import { PythonError } from "./python-error.ts";
import { Timedelta } from "./timedelta.ts";
import type { PythonValue } from "./value.ts";

/** Arithmetic with dates, timedeltas and calendar durations; undefined for pairs Python does not know. */
export function computeDates(
  operator: ArithmeticOperator,
  left: PythonValue,
  right: PythonValue,
): PythonValue | undefined {
  if (operator === "+") return addDates(left, right) ?? addDates(right, left);
  if (operator === "-") return subtractDates(left, right);
  if (operator === "*") return multiplySpan(left, right) ?? multiplySpan(right, left);
  if (!(left instanceof Timedelta)) return undefined;
  return right instanceof Timedelta ? divideSpans(operator, left, right) : divideSpan(operator, left, right);
}

function addDates(left: PythonValue, right: PythonValue): PythonValue | undefined {
  if (right instanceof Timedelta) {
    if (left instanceof PythonDate || left instanceof Timedelta) return left.add(right);
    return left instanceof CalendarDuration ? left.add(right) : undefined;
  }
  if (!(right instanceof CalendarDuration)) return undefined;
  if (left instanceof PythonDate) return right.after(left);
  return left instanceof CalendarDuration ? left.add(right) : undefined;
}

function subtractDates(left: PythonValue, right: PythonValue): PythonValue | undefined {
  if (right instanceof CalendarDuration && left instanceof PythonDate) return subtractDuration(left, right);
  if (right instanceof Timedelta || right instanceof CalendarDuration)
    return addDates(left, right.negate()) ?? addDates(right.negate(), left);
  if (left instanceof PythonDatetime && right instanceof PythonDatetime) return left.since(right);
  if (!(left instanceof PythonDate && right instanceof PythonDate)) return undefined;
  if (left instanceof PythonDatetime || right instanceof PythonDatetime) return undefined;
  return new Timedelta((left.dayNumber - right.dayNumber) * 86_400);
}

/** Isodate subtracts the months, then the rest. */
function subtractDuration(date: PythonDate, duration: CalendarDuration): PythonDate {
  const months = new CalendarDuration(-duration.years, -duration.months, new Timedelta(0));
  return months.after(date).add(duration.rest.negate());
}

function multiplySpan(span: PythonValue, factor: PythonValue): PythonValue | undefined {
  const integer = asInteger(factor);
  const number = asDouble(factor);
  if (number === undefined) return undefined;
  if (span instanceof Timedelta)
    return integer === undefined
      ? fromMicroseconds(roundHalfEven(Number(microsecondsOf(span)) * number))
      : fromMicroseconds(microsecondsOf(span) * BigInt(integer));
  if (!(span instanceof CalendarDuration) || integer === undefined) return undefined;
  const rest = fromMicroseconds(microsecondsOf(span.rest) * BigInt(integer));
  return new CalendarDuration(span.years * number, span.months * number, rest);
}

function divideSpans(operator: ArithmeticOperator, left: Timedelta, right: Timedelta): PythonValue | undefined {
  const [a, b] = [microsecondsOf(left), microsecondsOf(right)];
  if (b === 0n) throw new PythonError("ZeroDivisionError", "integer division or modulo by zero");
  if (operator === "/") return toFloat(Number(a) / Number(b));
  const quotient = floorDivide(a, b);
  if (operator === "//") return toInteger(quotient);
  return operator === "%" ? fromMicroseconds(a - quotient * b) : undefined;
}

function divideSpan(operator: ArithmeticOperator, span: Timedelta, divisor: PythonValue): PythonValue | undefined {
  const integer = asInteger(divisor);
  const number = asDouble(divisor);
  if (number === undefined || (operator !== "/" && (operator !== "//" || integer === undefined))) return undefined;
  if (number === 0) throw new PythonError("ZeroDivisionError", "integer division or modulo by zero");
  if (operator === "//") return fromMicroseconds(floorDivide(microsecondsOf(span), BigInt(integer ?? 1)));
  return fromMicroseconds(roundHalfEven(Number(microsecondsOf(span)) / number));
}

function microsecondsOf(span: Timedelta): bigint {
  return BigInt(span.wholeSeconds) * 1_000_000n + BigInt(span.microseconds);
}

function fromMicroseconds(total: bigint): Timedelta {
  const seconds = floorDivide(total, 1_000_000n);
  return new Timedelta(Number(seconds), Number(total - seconds * 1_000_000n));
}

function floorDivide(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  return remainder !== 0n && remainder < 0n !== b < 0n ? a / b - 1n : a / b;
}

function roundHalfEven(value: number): bigint {
  const floor = Math.floor(value);
  const difference = value - floor;
  return BigInt(difference > 0.5 || (difference === 0.5 && floor % 2 !== 0) ? floor + 1 : floor);
}

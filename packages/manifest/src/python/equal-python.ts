import { CalendarDuration } from "./calendar-duration.ts";
import { asDouble, asInteger } from "./number.ts";
import { MappingObject } from "./mapping-object.ts";
import { PythonDate } from "./python-date.ts";
import { PythonDatetime } from "./python-datetime.ts";
import { PythonTuple } from "./python-tuple.ts";
import { isDict } from "./is-dict.ts";
import { Timedelta } from "./timedelta.ts";
import { Undefined } from "./undefined.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** Python's `==`: numbers and booleans by value, lists and dicts by content, aware datetimes by instant; never an error. */
export function equalPython(left: PythonValue, right: PythonValue): boolean {
  if (left === right) return true;
  if (typeof left === "string" || typeof right === "string" || left === null || right === null) return false;
  const number = asDouble(left);
  if (number !== undefined) return equalNumbers(left, right, number);
  if (Array.isArray(left)) return Array.isArray(right) && equalLists(left, right);
  const [a, b] = [entriesOf(left), entriesOf(right)];
  if (a !== undefined) return b !== undefined && equalDicts(a, b);
  if (left instanceof PythonDatetime) return right instanceof PythonDatetime && equalDatetimes(left, right);
  if (left instanceof PythonDate)
    return right instanceof PythonDate && !(right instanceof PythonDatetime) && left.dayNumber === right.dayNumber;
  if (left instanceof Timedelta) return right instanceof Timedelta && left.compare(right) === 0;
  if (left instanceof CalendarDuration)
    return (
      right instanceof CalendarDuration &&
      left.years * 12 + left.months === right.years * 12 + right.months &&
      left.rest.compare(right.rest) === 0
    );
  return left instanceof Undefined && right instanceof Undefined;
}

function equalNumbers(left: PythonValue, right: PythonValue, number: number): boolean {
  const [a, b] = [asInteger(left), asInteger(right)];
  if (a === undefined || b === undefined) return number === asDouble(right);
  return typeof a === typeof b ? a === b : false;
}

function equalLists(left: PythonValue[], right: PythonValue[]): boolean {
  if (left.length !== right.length || left instanceof PythonTuple !== right instanceof PythonTuple) return false;
  return left.every((item, index) => equalPython(item, right[index] ?? null));
}

function equalDicts(left: PythonDict, right: PythonDict): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && equalPython(left[key] ?? null, right[key] ?? null));
}

function equalDatetimes(left: PythonDatetime, right: PythonDatetime): boolean {
  return (left.zone === null) === (right.zone === null) && left.compare(right) === 0;
}

function entriesOf(value: PythonValue): PythonDict | undefined {
  return value instanceof MappingObject ? value.entries : isDict(value) ? value : undefined;
}

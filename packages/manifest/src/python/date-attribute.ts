import { bindArguments } from "./bind-arguments.ts";
import { CalendarDuration } from "./calendar-duration.ts";
import { formatDate, isoWeekOf } from "./format-date.ts";
import { asInteger, toFloat } from "./number.ts";
import { PythonDate } from "./python-date.ts";
import { createDatetime, PythonDatetime } from "./python-datetime.ts";
import { PythonError } from "./python-error.ts";
import { PythonFunction } from "./python-function.ts";
import type { PythonObject } from "./python-object.ts";
import { createTuple } from "./python-tuple.ts";
import { TimeZone, utc } from "./time-zone.ts";
import { Timedelta } from "./timedelta.ts";
import { typeName } from "./type-name.ts";
import type { PythonDict, PythonValue } from "./value.ts";

type Attribute<Type> = (self: Type) => PythonValue;
type Method<Type> = (self: Type, positional: readonly PythonValue[], named: PythonDict) => PythonValue;

const dateAttributes: Readonly<Record<string, Attribute<PythonDate>>> = {
  year: (date) => date.year,
  month: (date) => date.month,
  day: (date) => date.day,
};
const datetimeAttributes: Readonly<Record<string, Attribute<PythonDatetime>>> = {
  hour: (date) => date.hour,
  minute: (date) => date.minute,
  second: (date) => date.second,
  microsecond: (date) => date.microsecond,
  tzinfo: (date) => date.zone,
};
const dateMethods: Readonly<Record<string, Method<PythonDate>>> = {
  strftime: (date, positional, named) => {
    const [format = null] = bindArguments("strftime", ["format"], 1, positional, named);
    if (typeof format !== "string") throw new PythonError("TypeError", "strftime() argument 1 must be str");
    return formatDate(date, format);
  },
  isoformat: (date, positional, named) => {
    const [separator = "T"] = bindArguments("isoformat", ["sep"], 0, positional, named);
    return date instanceof PythonDatetime ? date.isoformat(String(separator)) : date.toString();
  },
  weekday: (date) => date.weekday,
  isoweekday: (date) => date.weekday + 1,
  toordinal: (date) => date.dayNumber + 719_163,
  isocalendar: (date) => createTuple([isoWeekOf(date).year, isoWeekOf(date).week, date.weekday + 1]),
  ctime: (date) => formatDate(date, "%a %b %e %H:%M:%S %Y"),
  replace: replaceFields,
};
const datetimeMethods: Readonly<Record<string, Method<PythonDatetime>>> = {
  timestamp: (date) => toFloat(date.timestamp()),
  date: (date) => new PythonDate(date.dayNumber),
  utcoffset: (date) => (date.zone === null ? null : new Timedelta(date.zone.offset)),
  tzname: (date) => date.zone?.zoneName ?? null,
  astimezone: (date, positional, named) => {
    const [zone] = bindArguments("astimezone", ["tz"], 0, positional, named);
    return date.toZone(zone instanceof TimeZone ? zone : utc);
  },
};
const spanAttributes: Readonly<Record<string, Attribute<Timedelta>>> = {
  days: (span) => span.days,
  seconds: (span) => span.seconds,
  microseconds: (span) => span.microseconds,
};

/** An attribute or bound method of a date, datetime, timedelta or duration; undefined where Python has none. */
export function findDateAttribute(value: PythonObject, name: string): PythonValue | undefined {
  if (value instanceof PythonDatetime)
    return find(value, name, datetimeAttributes, datetimeMethods) ?? find(value, name, dateAttributes, dateMethods);
  if (value instanceof PythonDate) return find(value, name, dateAttributes, dateMethods);
  if (value instanceof Timedelta)
    return find(value, name, spanAttributes, { total_seconds: (span: Timedelta) => toFloat(span.totalSeconds()) });
  if (!(value instanceof CalendarDuration)) return undefined;
  if (name === "years" || name === "months") return value[name];
  return name === "tdelta" ? value.rest : findDateAttribute(value.rest, name);
}

function find<Type>(
  value: Type,
  name: string,
  attributes: Readonly<Record<string, Attribute<Type>>>,
  methods: Readonly<Record<string, Method<Type>>>,
): PythonValue | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name]?.(value);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method && new PythonFunction(name, (positional, named) => method(value, positional, named));
}

function replaceFields(date: PythonDate, positional: readonly PythonValue[], named: PythonDict): PythonValue {
  const names = ["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo"];
  const bound = bindArguments(
    "replace",
    date instanceof PythonDatetime ? names : names.slice(0, 3),
    0,
    positional,
    named,
  );
  const field = (index: number, present: number): number => {
    const value = bound[index] ?? present;
    const integer = asInteger(value);
    if (integer !== undefined) return Number(integer);
    throw new PythonError("TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
  };
  const fields = { year: field(0, date.year), month: field(1, date.month), day: field(2, date.day) };
  if (!(date instanceof PythonDatetime)) return new PythonDate(createDatetime(fields, null).dayNumber);
  const zone = bound[7] === undefined ? date.zone : bound[7] instanceof TimeZone ? bound[7] : null;
  const clock = { hour: field(3, date.hour), minute: field(4, date.minute), second: field(5, date.second) };
  return createDatetime({ ...fields, ...clock, microsecond: field(6, date.microsecond) }, zone);
}

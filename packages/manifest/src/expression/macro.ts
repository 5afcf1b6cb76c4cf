import { randomUUID } from "node:crypto";
import { bindArguments } from "../python/bind-arguments.ts";
import { comparePython } from "../python/compare-python.ts";
import { formatDatetime, parseDatetime } from "../python/datetime-format.ts";
import { formatDate } from "../python/format-date.ts";
import { createTimedelta, parseDuration } from "../python/parse-duration.ts";
import { parseDate } from "../python/parse-date.ts";
import { parseIsoDate } from "../python/parse-iso-date.ts";
import { asDouble, isInteger, toFloat, truncateFloat } from "../python/number.ts";
import { isDict } from "../python/is-dict.ts";
import { iteratePython } from "../python/iterate-python.ts";
import { PythonDate } from "../python/python-date.ts";
import { PythonDatetime, readClock } from "../python/python-datetime.ts";
import { PythonError } from "../python/python-error.ts";
import { PythonFunction } from "../python/python-function.ts";
import { typeName } from "../python/type-name.ts";
import { TimeZone, utc } from "../python/time-zone.ts";
import { Undefined } from "../python/undefined.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { jinjaGlobals } from "./jinja-global.ts";
import { quoteUrl } from "./quote-url.ts";

/** The macros' UTC is pytz's, which prints itself otherwise. */
const macroUtc = new TimeZone(0, "UTC", "<UTC>");

type Macro = (bound: (PythonValue | undefined)[]) => PythonValue;

/** The functions templates can call: the CDK's macros, and what is left of jinja's own. */
export const macros: Readonly<Record<string, PythonFunction>> = {
  ...jinjaGlobals,
  now_utc: define("now_utc", [], 0, () => readClock()),
  today_utc: define("today_utc", [], 0, () => new PythonDate(readClock().dayNumber)),
  today_with_timezone: define("today_with_timezone", ["timezone"], 1, ([zone = null]) => today(zone)),
  timestamp: define("timestamp", ["dt"], 1, ([value = null]) => {
    const number = asDouble(value);
    if (number === undefined) return toFloat(toDatetime(value).timestamp());
    return isInteger(value) ? value : truncateFloat(number);
  }),
  str_to_datetime: define("str_to_datetime", ["s"], 1, ([value = null]) => toDatetime(value)),
  max: new PythonFunction("max", (positional, named) => extreme("max", ">", positional, named)),
  min: new PythonFunction("min", (positional, named) => extreme("min", "<", positional, named)),
  day_delta: define("day_delta", ["num_days", "format"], 1, ([days = null, format = "%Y-%m-%dT%H:%M:%S.%f%z"]) => {
    const number = asDouble(days);
    if (days instanceof Undefined || number === undefined)
      throw new PythonError("TypeError", `unsupported type for timedelta days component: ${typeName(days)}`);
    return formatDate(readClock().add(createTimedelta({ days: number })), text(format));
  }),
  duration: define("duration", ["datestring"], 1, ([value = null]) => {
    if (typeof value !== "string") throw new PythonError("TypeError", "Expecting a string");
    return parseDuration(value);
  }),
  format_datetime: define(
    "format_datetime",
    ["dt", "format", "input_format"],
    2,
    ([value = null, format = null, input = null]) => reformat(value, text(format), input),
  ),
  sanitize_url: define("sanitize_url", ["value"], 1, ([value = null]) =>
    quoteUrl(text(value), "").replaceAll("%20", "+"),
  ),
  camel_case_to_snake_case: define("camel_case_to_snake_case", ["value"], 1, ([value = null]) =>
    text(value)
      .replaceAll(/(?<!^)(?=[A-Z])/g, "_")
      .toLowerCase(),
  ),
  generate_uuid: define("generate_uuid", [], 0, () => randomUUID()),
};

function define(name: string, parameters: readonly string[], required: number, run: Macro): PythonFunction {
  return new PythonFunction(name, (positional, named) =>
    run(bindArguments(name, parameters, required, positional, named)),
  );
}

function text(value: PythonValue): string {
  if (typeof value === "string") return value;
  throw new PythonError("TypeError", `expected str, not ${typeName(value)}`);
}

/** An ISO 8601 text as a datetime in UTC, which is also assumed where none is named. */
function toDatetime(value: PythonValue): PythonDatetime {
  if (value instanceof Undefined) throw value.fail();
  if ((Array.isArray(value) || isDict(value)) && Object.keys(value).length < 4)
    throw new PythonError("ValueError", "ISO string too short");
  if (typeof value !== "string") throw new PythonError("TypeError", "Parser must be a string or character stream");
  const parsed = parseIsoDate(value);
  return parsed.zone === null ? parsed.withZone(macroUtc) : parsed.toZone(macroUtc);
}

function reformat(value: PythonValue, format: string, input: PythonValue): string {
  if (value instanceof PythonDatetime) return formatDate(value, format);
  const inputFormat = typeof input === "string" && input !== "" ? input : undefined;
  if (isInteger(value) || typeof value === "boolean")
    return formatDatetime(parseDatetime(Number(value) === value ? value : BigInt(value), inputFormat ?? "%s"), format);
  if (inputFormat === undefined) return formatDatetime(toDatetime(value), format);
  if (typeof value !== "string")
    throw new PythonError("TypeError", `strptime() argument 1 must be str, not ${typeName(value)}`);
  const parsed = parseDate(value, inputFormat);
  return formatDatetime(parsed.zone === null ? parsed.withZone(utc) : parsed, format);
}

function extreme(
  name: string,
  operator: "<" | ">",
  positional: readonly PythonValue[],
  named: PythonDict,
): PythonValue {
  const [key] = Object.keys(named);
  if (key !== undefined) throw new PythonError("TypeError", `${name}() got an unexpected keyword argument '${key}'`);
  const [only] = positional;
  if (only === undefined) throw new PythonError("TypeError", `${name} expected at least 1 argument, got 0`);
  const [first, ...rest] = positional.length === 1 ? iteratePython(only) : positional;
  if (first === undefined) throw new PythonError("ValueError", `${name}() arg is an empty sequence`);
  return rest.reduce<PythonValue>((best, item) => (comparePython(operator, item, best) ? item : best), first);
}

/** The current day in an IANA time zone. */
function today(zone: PythonValue): PythonDate {
  try {
    const parts = new Intl.DateTimeFormat("en-CA", {
      timeZone: text(zone),
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    return new PythonDate(Math.round(Date.parse(`${parts.format(Date.now())}T00:00:00Z`) / 86_400_000));
  } catch (error) {
    if (error instanceof RangeError) throw new PythonError("UnknownTimeZoneError", `'${text(zone)}'`);
    throw error;
  }
}

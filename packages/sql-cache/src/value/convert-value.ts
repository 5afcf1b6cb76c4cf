import type { JsonValue } from "@airdock/core";
import type { AirbyteType } from "./airbyte-type.ts";
import { convertBoolean } from "./convert-boolean.ts";
import { convertDate } from "./convert-date.ts";
import { convertInteger } from "./convert-integer.ts";
import { convertJson } from "./convert-json.ts";
import { convertNumber } from "./convert-number.ts";
import { convertString } from "./convert-string.ts";
import { convertTimeWithoutTimezone, convertTimeWithTimezone } from "./convert-time.ts";
import { convertTimestampWithoutTimezone, convertTimestampWithTimezone } from "./convert-timestamp.ts";
import type { ConvertedValue } from "./converted-value.ts";
import type { ValueRules } from "./value-rules.ts";

/**
 * What a column of a type keeps of a value: the value itself, or NULL or the nearest one with the change to declare. The
 * reference for every cache: fast paths must come to the same result. A value that is missing or null is NULL.
 */
export function convertValue(type: AirbyteType, value: JsonValue | undefined, rules: ValueRules): ConvertedValue {
  return value === undefined || value === null ? nothing : converters[type](value, rules);
}

const nothing: ConvertedValue = { value: null };

const converters: Readonly<Record<AirbyteType, (value: JsonValue, rules: ValueRules) => ConvertedValue>> = {
  string: convertString,
  integer: convertInteger,
  number: convertNumber,
  boolean: convertBoolean,
  date: convertDate,
  timestamp_with_timezone: convertTimestampWithTimezone,
  timestamp_without_timezone: convertTimestampWithoutTimezone,
  time_with_timezone: convertTimeWithTimezone,
  time_without_timezone: convertTimeWithoutTimezone,
  json: convertJson,
};

import type { JsonValue } from "@airdock/core";
import { type ConvertedValue, nearest, notOfType, outOfRange } from "./converted-value.ts";
import { clockText } from "./parse-clock.ts";
import { dayText, inUtc, parseTimestamp, type Timestamp } from "./parse-timestamp.ts";
import type { ValueRules } from "./value-rules.ts";

/** An instant, in UTC; without a zone UTC is assumed, without a time midnight. */
export function convertTimestampWithTimezone(value: JsonValue, rules: ValueRules): ConvertedValue {
  const timestamp = typeof value === "string" ? parseTimestamp(value) : undefined;
  if (timestamp === undefined) return notOfType;
  const utc = inUtc(timestamp);
  const [first, last] = rules.timestampYears;
  if (utc.year < first || utc.year > last) return outOfRange;
  return precise(timestamp, `${timestampText(utc)}Z`);
}

/** A day and a time as written; an offset is dropped, as Airbyte's destinations do. */
export function convertTimestampWithoutTimezone(value: JsonValue): ConvertedValue {
  const timestamp = typeof value === "string" ? parseTimestamp(value) : undefined;
  return timestamp === undefined ? notOfType : precise(timestamp, timestampText(timestamp));
}

function precise(timestamp: Timestamp, text: string): ConvertedValue {
  return (timestamp.clock?.nanos ?? 0) > 0 ? nearest(text, "size") : { value: text };
}

function timestampText(timestamp: Timestamp): string {
  return `${dayText(timestamp)}T${clockText(timestamp.clock ?? midnight)}`;
}

const midnight = { hour: 0, minute: 0, second: 0, micros: 0 };

import type { JsonValue } from "@airdock/core";
import { type ConvertedValue, nearest, notOfType } from "./converted-value.ts";
import { dayText, parseTimestamp } from "./parse-timestamp.ts";

/** A day; of a timestamp its day as written, declared unless the time is midnight. */
export function convertDate(value: JsonValue): ConvertedValue {
  const timestamp = typeof value === "string" ? parseTimestamp(value) : undefined;
  if (timestamp === undefined) return notOfType;
  const clock = timestamp.clock;
  const exact = clock === undefined || clock.hour + clock.minute + clock.second + clock.micros + clock.nanos === 0;
  return exact ? { value: dayText(timestamp) } : nearest(dayText(timestamp), "size");
}

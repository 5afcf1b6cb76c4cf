import type { JsonValue } from "@airdock/core";
import { type ConvertedValue, nearest, notOfType, outOfRange } from "./converted-value.ts";
import { clockText, offsetText, parseClock } from "./parse-clock.ts";
import type { ValueRules } from "./value-rules.ts";

/** A time of day with its offset, UTC where none is written. */
export function convertTimeWithTimezone(value: JsonValue, rules: ValueRules): ConvertedValue {
  const clock = typeof value === "string" ? parseClock(value) : undefined;
  if (clock === undefined) return notOfType;
  const offset = clock.offset ?? 0;
  if (Math.abs(offset) > rules.timeOffset) return outOfRange;
  const text = clockText(clock) + offsetText(offset);
  return clock.nanos > 0 ? nearest(text, "size") : { value: text };
}

/** A time of day; an offset is dropped and declared. */
export function convertTimeWithoutTimezone(value: JsonValue): ConvertedValue {
  const clock = typeof value === "string" ? parseClock(value) : undefined;
  if (clock === undefined) return notOfType;
  const text = clockText(clock);
  return clock.nanos > 0 || clock.offset !== undefined ? nearest(text, "size") : { value: text };
}

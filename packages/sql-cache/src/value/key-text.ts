import type { JsonValue } from "@airdock/core";
import type { AirbyteType } from "./airbyte-type.ts";
import { canonicalNumber } from "./canonical-number.ts";
import { convertValue } from "./convert-value.ts";
import { type ConvertedValue, nearest } from "./converted-value.ts";
import { keyJson } from "./key-json.ts";
import { numberText } from "./number-text.ts";
import { type Clock, clockText, offsetText, pad, parseClock } from "./parse-clock.ts";
import { parseDecimal } from "./parse-decimal.ts";
import { dayText, inUtc, parseTimestamp, type Timestamp } from "./parse-timestamp.ts";
import { spellEscaped } from "./spell-escaped.ts";
import type { ValueRules } from "./value-rules.ts";

/**
 * A key's value as text, where the key's type cannot hold all values: the same text for the same value, however it is written, and
 * different ones for different values. What the type does hold has the text that widening the column gives it.
 */
export function keyText(type: AirbyteType, value: JsonValue, rules: ValueRules): ConvertedValue {
  const { value: kept, change } = convertValue(type, value, rules);
  if (change === undefined) return { value: type === "number" ? canonicalNumber(String(kept)) : String(kept) };
  const text = finerText(type, value);
  return text === undefined ? otherText(value, rules) : { value: text };
}

/** The text of a value of the type's kind that is beyond the type; undefined when it is something else. */
function finerText(type: AirbyteType, value: JsonValue): string | undefined {
  if (type === "integer" || type === "number") {
    const text = numberText(value) ?? "";
    return parseDecimal(text) === undefined ? undefined : canonicalNumber(text);
  }
  if (typeof value !== "string") return undefined;
  if (type === "time_with_timezone" || type === "time_without_timezone") {
    const clock = parseClock(value);
    return clock && finerClock(clock) + (clock.offset === undefined ? "" : offsetText(clock.offset));
  }
  if (type !== "date" && !type.startsWith("timestamp")) return undefined;
  const timestamp = parseTimestamp(value);
  if (timestamp === undefined) return undefined;
  return type === "timestamp_without_timezone" ? finerMoment(timestamp) : `${finerMoment(inUtc(timestamp))}Z`;
}

function finerMoment({ clock = midnight, ...day }: Timestamp): string {
  return `${dayText(day)}T${finerClock(clock)}`;
}

function finerClock(clock: Clock): string {
  return clockText(clock) + (clock.nanos === 0 ? "" : pad(clock.nanos, 3));
}

const midnight: Clock = { hour: 0, minute: 0, second: 0, micros: 0, nanos: 0, offset: undefined };

/** Text as it is, but for what the database cannot spell, which is declared. */
function otherText(value: JsonValue, rules: ValueRules): ConvertedValue {
  if (typeof value !== "string") return keyJson(value, rules);
  const text = spellEscaped(value, rules);
  return text === value ? { value } : nearest(text, "type");
}

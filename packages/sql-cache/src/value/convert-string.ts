import { type JsonValue, printExact } from "@airdock/core/protocol";
import { type ConvertedValue, nearest } from "./converted-value.ts";
import type { ValueRules } from "./value-rules.ts";

/** Anything: strings as they are, everything else as its JSON text. What the database cannot spell in a string is declared. */
export function convertString(value: JsonValue, rules: ValueRules): ConvertedValue {
  if (typeof value !== "string") return { value: exactJson(value) };
  const spelled = spellText(value, rules);
  return spelled === value ? { value } : nearest(spelled, "type");
}

/** The JSON text of a value, digit for digit; half surrogate pairs and NUL are escapes in it. */
export function exactJson(value: JsonValue): string {
  return Object.is(value, -0) ? "-0" : printExact(value);
}

/** Half surrogate pairs become U+FFFD; NUL goes where it cannot be. */
function spellText(text: string, rules: ValueRules): string {
  const whole = text.toWellFormed();
  return rules.nulInText ? whole : whole.replaceAll("\0", "");
}

import type { JsonValue } from "@airdock/core";
import { type ConvertedValue, nearest, notOfType, outOfRange } from "./converted-value.ts";
import { numberText } from "./number-text.ts";
import { countDigits, isSameNumber, parseDecimal } from "./parse-decimal.ts";
import type { NumberBounds, ValueRules } from "./value-rules.ts";

/** Numbers, and strings that spell one: exactly, or as the nearest double, declared when that is not the number itself. */
export function convertNumber(value: JsonValue, rules: ValueRules): ConvertedValue {
  if (rules.exactNumbers !== undefined) return convertExactly(value, rules.exactNumbers);
  if (typeof value === "number") return { value };
  const text = numberText(value) ?? "";
  if (parseDecimal(text) === undefined) return notOfType;
  const double = Number(text);
  if (!Number.isFinite(double)) return outOfRange;
  return isSameNumber(text, String(double)) ? { value: double } : nearest(double, "size");
}

/** True when the number's digits stay within the bounds. */
export function fitsBounds(text: string, bounds: NumberBounds): boolean {
  const decimal = parseDecimal(text);
  if (decimal === undefined) return false;
  const { beforePoint, afterPoint } = countDigits(decimal);
  return beforePoint <= bounds.beforePoint && afterPoint <= bounds.afterPoint;
}

function convertExactly(value: JsonValue, bounds: NumberBounds): ConvertedValue {
  const text = numberText(value) ?? "";
  if (parseDecimal(text) === undefined) return notOfType;
  return fitsBounds(text, bounds) ? { value: text } : outOfRange;
}

import { isRawNumber, type JsonValue } from "@airdock/core/protocol";
import { fitsBounds } from "./convert-number.ts";
import { exactJson } from "./convert-string.ts";
import { type ConvertedValue, nearest, outOfRange } from "./converted-value.ts";
import type { NumberBounds, ValueRules } from "./value-rules.ts";

/**
 * Any JSON value, as its text: a string keeps its quotes, numbers their digits. Half surrogate pairs, which no database's JSON
 * functions can read, become U+FFFD and NUL goes where it cannot be; both are declared.
 */
export function convertJson(value: JsonValue, rules: ValueRules): ConvertedValue {
  if (rules.jsonNumbers !== undefined && !numbersFit(value, rules.jsonNumbers)) return outOfRange;
  const text = exactJson(value);
  if (!text.includes("\\u")) return { value: text };
  const spelled = text.replace(escapes, (escape) => {
    if (escape === "\\u0000") return rules.nulInText ? escape : "";
    return escape === "\\\\" ? escape : "\ufffd";
  });
  return spelled === text ? { value: text } : nearest(spelled, "type");
}

/** A backslash that stands for itself is consumed as a pair, so that what follows it is not taken for an escape. */
const escapes = /\\\\|\\ud[89a-f][0-9a-f]{2}|\\u0000/g;

function numbersFit(value: JsonValue, bounds: NumberBounds): boolean {
  if (isRawNumber(value)) return fitsBounds(value.rawJSON, bounds);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every((inner: JsonValue) => numbersFit(inner, bounds));
}

import { isRawNumber, type JsonValue } from "@airdock/core/protocol";
import { canonicalNumber } from "./canonical-number.ts";
import { fitsBounds } from "./convert-number.ts";
import { type ConvertedValue, nearest } from "./converted-value.ts";
import { spellEscaped } from "./spell-escaped.ts";
import type { ValueRules } from "./value-rules.ts";

/**
 * The one JSON text of a key: members in the order of their names, numbers in one spelling, so that equal values meet. What the
 * database cannot spell becomes an escape in its string, a number beyond its bounds a string, and both are declared.
 */
export function keyJson(value: JsonValue, rules: ValueRules): ConvertedValue {
  const changes = { count: 0 };
  const text = print(value, rules, changes);
  return changes.count === 0 ? { value: text } : nearest(text, "type");
}

function print(value: JsonValue, rules: ValueRules, changes: { count: number }): string {
  if (typeof value === "string") return printText(value, rules, changes);
  if (typeof value === "number") return canonicalNumber(String(value));
  if (typeof value !== "object" || value === null) return String(value);
  if (isRawNumber(value)) return printNumber(value.rawJSON, rules, changes);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => print(item, rules, changes)).join(",")}]`;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${printText(name, rules, changes)}:${print(member, rules, changes)}`).join(",")}}`;
}

function printText(text: string, rules: ValueRules, changes: { count: number }): string {
  const spelled = spellEscaped(text, rules);
  if (spelled !== text) changes.count += 1;
  return JSON.stringify(spelled);
}

function printNumber(text: string, { jsonNumbers }: ValueRules, changes: { count: number }): string {
  const number = canonicalNumber(text);
  if (jsonNumbers === undefined || fitsBounds(text, jsonNumbers)) return number;
  changes.count += 1;
  return JSON.stringify(number);
}

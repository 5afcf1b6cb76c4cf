import type { JsonValue, RawNumber } from "./json.ts";
import { losesDigits } from "./loses-digits.ts";

/** What ECMAScript's JSON offers for exact numbers, and TypeScript's library does not declare yet. */
export interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: JsonValue, context: { readonly source?: string }) => JsonValue,
  ): JsonValue;
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): boolean;
}

const exactJson = JSON as JSON & ExactJson;

/** Text that may hold a number a double does not keep: 16 digits in a row (a point between them), or an exponent. */
const riskyNumber = /\d(?:\.?\d){15}|\d[eE][+-]?\d/;

/**
 * `JSON.parse` that loses nothing: numbers a double does not keep become `RawNumber`s. Of keys that come twice the last one
 * counts; `__proto__` is a key like any other. Throws SyntaxError as `JSON.parse` does.
 */
export function parseExact(text: string): JsonValue {
  return riskyNumber.test(text) ? exactJson.parse(text, keepNumber) : JSON.parse(text);
}

/** The JSON text of an exactly parsed value: raw numbers come out digit for digit. */
export function printExact(value: JsonValue): string {
  return JSON.stringify(value);
}

/** True for a number that is kept as text, since no double holds it. */
export function isRawNumber(value: unknown): value is RawNumber {
  return exactJson.isRawJSON(value);
}

function keepNumber(_key: string, value: JsonValue, context: { readonly source?: string }): JsonValue {
  const { source } = context;
  return typeof value === "number" && source !== undefined && losesDigits(source) ? exactJson.rawJSON(source) : value;
}

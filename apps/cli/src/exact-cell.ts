import { parseExact } from "@airdock/core";
import { JsonText } from "./json-text.ts";

/**
 * A cell as it is printed without losing a digit: JSON text as JSON, a decimal that came as text as a number. `type` is that of the
 * database, or of the table contract. Every other value stays as it is.
 */
export function exactCell(type: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (/^jsonb?$/i.test(type)) return JsonText.read(value) ?? value;
  if (/^(?:number|numeric|decimal)\b/i.test(type) && numberText.test(value)) return parseExact(value);
  return value;
}

/** A number of JSON; `NaN` and `Infinity` are none, and stay texts. */
const numberText = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

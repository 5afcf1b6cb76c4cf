import type { JsonValue } from "@airdock/core";
import { type ConvertedValue, notOfType, outOfRange } from "./converted-value.ts";
import { numberText } from "./number-text.ts";
import { parseDecimal } from "./parse-decimal.ts";

const largest = 2n ** 63n;

/** Integers, numbers without fraction and strings that spell one; 64 bits with sign. 1.5 is no integer, nor is `true`. */
export function convertInteger(value: JsonValue): ConvertedValue {
  if (typeof value === "number" && Number.isSafeInteger(value)) return { value: value === 0 ? 0 : value };
  const decimal = parseDecimal(numberText(value) ?? "");
  if (decimal === undefined || decimal.exponent < 0) return notOfType;
  if (decimal.digits.length + decimal.exponent > 19) return outOfRange;
  const integer = BigInt((decimal.negative ? "-" : "") + (decimal.digits + "0".repeat(decimal.exponent) || "0"));
  if (integer >= largest || integer < -largest) return outOfRange;
  const small = Number(integer);
  return { value: Number.isSafeInteger(small) ? small : integer };
}

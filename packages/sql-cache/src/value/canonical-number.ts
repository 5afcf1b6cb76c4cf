import { isSameNumber, parseDecimal } from "./parse-decimal.ts";

/**
 * The one text of a number, however it was written (`1`, `1.0` and `1e0` are `1`): as JavaScript prints it where a double holds it,
 * else all its digits. The text must be a number, see `parseDecimal`.
 */
export function canonicalNumber(text: string): string {
  const double = String(Number(text));
  if (isSameNumber(text, double)) return double;
  const { negative, digits, exponent } = parseDecimal(text) ?? { negative: false, digits: text, exponent: 0 };
  const sign = negative ? "-" : "";
  const point = digits.length + exponent;
  if (point > longestWhole || -exponent > longestFraction) return `${sign}${digits}e${exponent}`;
  if (exponent >= 0) return sign + digits + "0".repeat(exponent);
  const padded = digits.padStart(digits.length - Math.min(0, point) + (point > 0 ? 0 : 1), "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** What the widest exact numbers of a database write out: beyond it, digits and an exponent. */
const longestWhole = 131_072;
const longestFraction = 16_383;

import { toFloat, toInteger } from "./number.ts";
import type { PythonFloat } from "./python-float.ts";

const number =
  /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][-+]?\d(?:_?\d)*)?/y;
const longestInteger = 4300;

/** The number Python reads at a place of a text, and where it ends; undefined where none begins. */
export function readNumber(
  text: string,
  position: number,
): { value: number | bigint | PythonFloat; end: number } | undefined {
  number.lastIndex = position;
  const match = number.exec(text)?.[0];
  if (match === undefined) return undefined;
  const digits = match.replaceAll("_", "");
  const end = position + match.length;
  if (/^0[xXoObB]/.test(digits)) return { value: toInteger(BigInt(digits)), end };
  if (/[.eE]/.test(digits)) return { value: toFloat(Number(digits)), end };
  if (/^0+[1-9]/.test(digits) || digits.length > longestInteger) return undefined;
  return { value: digits.length < 16 ? Number(digits) : toInteger(BigInt(digits)), end };
}

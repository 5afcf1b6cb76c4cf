/** A decimal number: `digits` × 10^`exponent`. `digits` neither begins nor ends with 0 and is empty for zero. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const shape = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+))?$/;

/** Reads a number's text; undefined when it is none. Exponents of any size are read, as Infinity in the extreme. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, sign, mantissa = "", exponent = "0"] = match;
  const point = mantissa.indexOf(".");
  const all = point < 0 ? mantissa : mantissa.slice(0, point) + mantissa.slice(point + 1);
  const first = skipZeros(all, 0, 1);
  const last = skipZeros(all, all.length - 1, -1);
  if (first > last) return { negative: false, digits: "", exponent: 0 };
  const fraction = point < 0 ? 0 : mantissa.length - point - 1;
  return {
    negative: sign === "-",
    digits: all.slice(first, last + 1),
    exponent: Number(exponent) - fraction + (all.length - 1 - last),
  };
}

/** True when both texts are numbers of the same value. */
export function isSameNumber(one: string, other: string): boolean {
  const [a, b] = [parseDecimal(one), parseDecimal(other)];
  if (a === undefined || b === undefined) return false;
  return a.negative === b.negative && a.digits === b.digits && a.exponent === b.exponent;
}

/** Digits before and after the point, written out. */
export function countDigits(decimal: Decimal): { readonly beforePoint: number; readonly afterPoint: number } {
  if (decimal.digits === "") return { beforePoint: 0, afterPoint: 0 };
  return {
    beforePoint: Math.max(0, decimal.digits.length + decimal.exponent),
    afterPoint: Math.max(0, -decimal.exponent),
  };
}

function skipZeros(text: string, from: number, step: 1 | -1): number {
  let at = from;
  while (text[at] === "0") at += step;
  return at;
}

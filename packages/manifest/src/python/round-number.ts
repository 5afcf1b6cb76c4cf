import { asDouble, asInteger, toFloat, toInteger } from "./number.ts";
import type { PythonValue } from "./value.ts";

/** Python's `round(value, places)`: half to even, decided on the exact value; an int stays an int. */
export function roundNumber(value: PythonValue, places: number): PythonValue {
  const integer = asInteger(value);
  if (integer !== undefined) return places >= 0 ? integer : roundInteger(BigInt(integer), 10n ** BigInt(-places));
  const number = asDouble(value) ?? 0;
  if (!Number.isFinite(number) || places > 22 + 17) return toFloat(number);
  const { digits, exponent } = exactDigits(number);
  const shift = exponent + places;
  if (shift >= 0) return toFloat(number);
  const rounded = roundHalfEven(digits, 10n ** BigInt(-shift));
  const text = `${rounded}e${-places}`;
  const result = Number(text);
  return toFloat(number < 0 && result === 0 ? -0 : result);
}

function roundInteger(value: bigint, unit: bigint): number | bigint {
  return toInteger(roundHalfEven(value, unit) * unit);
}

function roundHalfEven(value: bigint, unit: bigint): bigint {
  const negative = value < 0n;
  const absolute = negative ? -value : value;
  const quotient = absolute / unit;
  const twice = (absolute % unit) * 2n;
  const up = twice > unit || (twice === unit && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** A double as an exact decimal: `digits` times ten to the power of `exponent`. */
function exactDigits(value: number): { digits: bigint; exponent: number } {
  let mantissa = value;
  let halvings = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    halvings += 1;
  }
  return { digits: BigInt(mantissa) * 5n ** BigInt(halvings), exponent: -halvings };
}

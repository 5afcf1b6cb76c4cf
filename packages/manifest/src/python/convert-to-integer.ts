import { asDouble, asInteger, toFloat, toInteger, truncateFloat } from "./number.ts";
import { PythonError } from "./python-error.ts";
import type { PythonFloat } from "./python-float.ts";
import { representPython } from "./represent-python.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { PythonValue } from "./value.ts";

const decimal = /^[-+]?(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d(?:_?\d)*)?$/;
const digitsOfBase: Readonly<Record<number, RegExp>> = { 2: /^[01]+$/, 8: /^[0-7]+$/, 16: /^[0-9a-f]+$/i };

/** Python's `int(value)`: cuts floats, reads texts such as ` 1_000 `; raises a ValueError or TypeError for the rest. */
export function convertToInteger(value: PythonValue, base = 10): number | bigint {
  if (value instanceof Undefined) throw value.fail();
  if (typeof value === "string") return readInteger(value, base);
  const integer = asInteger(value);
  if (integer !== undefined) return integer;
  const double = asDouble(value);
  if (double !== undefined) return truncateFloat(double);
  throw new PythonError(
    "TypeError",
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  );
}

/** Python's `float(value)`. */
export function convertToFloat(value: PythonValue): number | PythonFloat {
  if (value instanceof Undefined) throw value.fail();
  const double = asDouble(value);
  if (double !== undefined) return toFloat(double);
  if (typeof value !== "string")
    throw new PythonError("TypeError", `float() argument must be a string or a real number, not '${typeName(value)}'`);
  const text = value.trim();
  if (decimal.test(text)) return toFloat(Number(text.replaceAll("_", "")));
  const word = text.toLowerCase();
  if (/^[-+]?(?:inf|infinity)$/.test(word)) return word.startsWith("-") ? -Infinity : Infinity;
  if (/^[-+]?nan$/.test(word)) return Number.NaN;
  throw new PythonError("ValueError", `could not convert string to float: ${representPython(value)}`);
}

function readInteger(value: string, base: number): number | bigint {
  const match = /^([-+]?)(0[xX]_?|0[oO]_?|0[bB]_?)?([0-9a-zA-Z](?:_?[0-9a-zA-Z])*)$/.exec(value.trim());
  const [sign = "", prefix = "", body = ""] = match?.slice(1) ?? [];
  const prefixBase = { x: 16, o: 8, b: 2 }[prefix.charAt(1).toLowerCase()];
  const digits = (prefixBase === undefined || prefixBase === base || base === 0 ? body : prefix + body).replaceAll(
    "_",
    "",
  );
  const actual = base === 0 ? (prefixBase ?? 10) : base;
  const valid = actual === 10 ? /^\d+$/.test(digits) : (digitsOfBase[actual]?.test(digits) ?? isOfBase(digits, actual));
  if (match === null || !valid || (prefix !== "" && actual === 10))
    throw new PythonError("ValueError", `invalid literal for int() with base ${base}: ${representPython(value)}`);
  const absolute = [2, 8, 10, 16].includes(actual)
    ? BigInt(actual === 10 ? digits : `${{ 2: "0b", 8: "0o", 16: "0x" }[actual] ?? ""}${digits}`)
    : BigInt(Number.parseInt(digits, actual));
  return toInteger(sign === "-" ? -absolute : absolute);
}

function isOfBase(digits: string, base: number): boolean {
  return [...digits].every((digit) => Number.parseInt(digit, 36) < base);
}

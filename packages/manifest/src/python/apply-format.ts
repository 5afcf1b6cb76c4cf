import { formatFixed } from "./format-fixed.ts";
import { formatFloat } from "./format-float.ts";
import { asDouble, asInteger } from "./number.ts";
import { printPython } from "./print-python.ts";
import { PythonDate } from "./python-date.ts";
import { PythonError } from "./python-error.ts";
import { formatDate } from "./format-date.ts";
import { typeName } from "./type-name.ts";
import type { PythonValue } from "./value.ts";

const specification = /^(?:(.)?([<>=^]))?([-+ ])?z?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;
const widest = 10_000;

/** Python's `format(value, specification)`: `>10`, `05d`, `,.2f`, `%Y-%m` for dates. */
export function applyFormat(value: PythonValue, text: string): string {
  if (text === "") return printPython(value);
  if (value instanceof PythonDate) return formatDate(value, text);
  const match = specification.exec(text);
  if (match === null)
    throw new PythonError("ValueError", `Invalid format specifier '${text}' for object of type '${typeName(value)}'`);
  const [, fill, align, sign, alternate, zero, width, grouping, precision, code] = match;
  const number = asDouble(value);
  if (number === undefined && typeof value !== "string")
    throw new PythonError("TypeError", `unsupported format string passed to ${typeName(value)}.__format__`);
  const size = Number(width ?? 0);
  if (size > widest) throw new PythonError("MemoryError", "a template's result is too long");
  if (typeof value === "string" || number === undefined) {
    if (code !== undefined && code !== "s")
      throw new PythonError("ValueError", `Unknown format code '${code}' for object of type 'str'`);
    const shown = printPython(value).slice(0, precision === undefined ? undefined : Number(precision));
    return alignText(shown, size, fill ?? (zero ? "0" : " "), align ?? "<");
  }
  const negative = number < 0 || Object.is(number, -0);
  const digits = group(printDigits(value, Math.abs(number), code, precision, alternate !== undefined), grouping, code);
  const prefix = negative ? "-" : sign === "+" || sign === " " ? sign : "";
  const padding = fill ?? (zero ? "0" : " ");
  if ((align ?? (zero ? "=" : ">")) === "=") return prefix + digits.padStart(size - prefix.length, padding);
  return alignText(prefix + digits, size, padding, align ?? ">");
}

function printDigits(
  value: PythonValue,
  absolute: number,
  code: string | undefined,
  precision: string | undefined,
  alternate: boolean,
): string {
  const integer = asInteger(value);
  const places = precision === undefined ? undefined : Number(precision);
  if (code === "%") return `${formatFixed(absolute * 100, "f", places ?? 6)}%`;
  if (integer !== undefined && (code === undefined || "bcdnoxX".includes(code)))
    return printInteger(BigInt(integer), code ?? "d", alternate);
  if (code !== undefined && "bcdoxXs".includes(code))
    throw new PythonError("ValueError", `Unknown format code '${code}' for object of type '${typeName(value)}'`);
  if (code === undefined) return places === undefined ? formatFloat(absolute) : formatShort(absolute, places);
  return formatFixed(absolute, code === "n" ? "g" : code, places ?? 6, alternate);
}

/** A float with a precision and no code: as `g`, but with at least one digit after the point. */
function formatShort(value: number, places: number): string {
  const text = formatFixed(value, "g", places);
  return /[.en]/.test(text) ? text : `${text}.0`;
}

function printInteger(value: bigint, code: string, alternate: boolean): string {
  const absolute = value < 0n ? -value : value;
  if (code === "c") return String.fromCodePoint(Number(absolute));
  const radix = { b: 2, o: 8, x: 16, X: 16 }[code] ?? 10;
  const digits = (alternate && radix !== 10 ? `0${code.toLowerCase()}` : "") + absolute.toString(radix);
  return code === "X" ? digits.toUpperCase() : digits;
}

function group(digits: string, separator: string | undefined, code: string | undefined): string {
  if (separator === undefined) return digits;
  const [whole = "", ...rest] = digits.split(/(?=[.e%])/);
  const every = code !== undefined && "boxX".includes(code) ? 4 : 3;
  return whole.replaceAll(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${every}})+$)`, "g"), separator) + rest.join("");
}

function alignText(text: string, width: number, fill: string, align: string): string {
  if (align === "<") return text.padEnd(width, fill);
  if (align === "^")
    return text.padStart(text.length + Math.floor((width - text.length) / 2), fill).padEnd(width, fill);
  return text.padStart(width, fill);
}

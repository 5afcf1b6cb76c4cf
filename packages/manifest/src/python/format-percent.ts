import { asDouble, truncateFloat, isInteger } from "./number.ts";
import { isDict } from "./is-dict.ts";
import { formatFixed } from "./format-fixed.ts";
import { PythonError } from "./python-error.ts";
import { PythonTuple } from "./python-tuple.ts";
import { printPython } from "./print-python.ts";
import { representPython } from "./represent-python.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { PythonValue } from "./value.ts";

const directive = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?(.)?/gs;
const widest = 10_000;

/** Python's `text % values`: `'%s-%03d' % ('a', 7)`. */
export function formatPercent(format: string, values: PythonValue): string {
  const positional = values instanceof PythonTuple ? values : [values];
  let used = 0;
  const next = (): PythonValue => {
    if (used >= positional.length) throw new PythonError("TypeError", "not enough arguments for format string");
    used += 1;
    return positional[used - 1] ?? null;
  };
  let named = false;
  const printed = format.replace(directive, (match, key: string | undefined, flags: string, width, precision, code) => {
    if (code === "%") return "%";
    if (code === undefined) throw new PythonError("ValueError", "incomplete format");
    const size = width === "*" ? Number(next()) : Number(width ?? 0);
    const digits = !match.includes(".") ? undefined : precision === "*" ? Number(next()) : Number(precision ?? 0);
    if (size > widest || (digits ?? 0) > widest)
      throw new PythonError("MemoryError", "a template's result is too long");
    named ||= key !== undefined;
    const value = key === undefined ? next() : readKey(values, key);
    return pad(printDirective(code, value, digits, flags), size, flags, code);
  });
  if (
    !named &&
    used < positional.length &&
    !isDict(values) &&
    !(values instanceof Undefined) &&
    !(Array.isArray(values) && !(values instanceof PythonTuple))
  )
    throw new PythonError("TypeError", "not all arguments converted during string formatting");
  return printed;
}

function readKey(values: PythonValue, key: string): PythonValue {
  if (!isDict(values)) throw new PythonError("TypeError", "format requires a mapping");
  if (!Object.hasOwn(values, key)) throw new PythonError("KeyError", `'${key}'`);
  return values[key] ?? null;
}

function printDirective(code: string, value: PythonValue, digits: number | undefined, flags: string): string {
  if (code === "s") return printPython(value).slice(0, digits);
  if (code === "r" || code === "a") return representPython(value).slice(0, digits);
  if (code === "c") return typeof value === "string" ? value : String.fromCodePoint(Number(asDouble(value) ?? 0));
  const number = asDouble(value);
  if (number === undefined)
    throw new PythonError(
      "TypeError",
      "diu".includes(code)
        ? `%${code} format: a real number is required, not ${typeName(value)}`
        : "xXo".includes(code)
          ? `%${code} format: an integer is required, not ${typeName(value)}`
          : `must be real number, not ${typeName(value)}`,
    );
  const sign = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const unsigned = printNumber(code, value, number, digits, flags);
  return unsigned.startsWith("-") ? unsigned : sign + unsigned;
}

function printNumber(
  code: string,
  value: PythonValue,
  number: number,
  digits: number | undefined,
  flags: string,
): string {
  if ("diuxXo".includes(code)) {
    const integer = BigInt(isInteger(value) ? value : truncateFloat(number));
    const radix = code === "x" || code === "X" ? 16 : code === "o" ? 8 : 10;
    const absolute = (integer < 0n ? -integer : integer).toString(radix).padStart(digits ?? 0, "0");
    const prefix = flags.includes("#") && radix !== 10 ? (radix === 16 ? "0x" : "0o") : "";
    const text = (integer < 0n ? "-" : "") + prefix + absolute;
    return code === "X" ? text.toUpperCase() : text;
  }
  if ("feEgGF".includes(code)) return formatFixed(number, code, digits ?? 6, flags.includes("#"));
  throw new PythonError("ValueError", `unsupported format character '${code}' (0x${code.charCodeAt(0).toString(16)})`);
}

function pad(text: string, size: number, flags: string, code: string): string {
  if (flags.includes("-")) return text.padEnd(size);
  if (!flags.includes("0") || "srac".includes(code)) return text.padStart(size);
  const sign = /^[-+ ]?(?:0[xXo])?/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(size - sign.length, "0");
}

import { bindArguments } from "../python/bind-arguments.ts";
import { computePython, negatePython } from "../python/compute-python.ts";
import { comparePython } from "../python/compare-python.ts";
import { convertToFloat, convertToInteger } from "../python/convert-to-integer.ts";
import { asDouble, asInteger, toFloat, toInteger } from "../python/number.ts";
import { PythonError } from "../python/python-error.ts";
import { iteratePython } from "../python/iterate-python.ts";
import { roundNumber } from "../python/round-number.ts";
import { Timedelta } from "../python/timedelta.ts";
import { typeName } from "../python/type-name.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonValue } from "../python/value.ts";
import type { Filter } from "./environment.ts";
import { readPath } from "./read-path.ts";

/** Filters for numbers. */
export const numberFilters: Readonly<Record<string, Filter>> = {
  abs: (value) => {
    if (typeof value === "boolean") return Number(value);
    const zero = value instanceof Timedelta ? new Timedelta(0) : 0;
    if (asDouble(value) === undefined && !(value instanceof Timedelta))
      throw new PythonError("TypeError", `bad operand type for abs(): '${typeName(value)}'`);
    return comparePython("<", value, zero) ? negatePython("-", value) : value;
  },
  int: (value, positional, named) => {
    const [fallback = 0, base = 10] = bindArguments("do_int", ["default", "base"], 0, positional, named);
    try {
      return convertToInteger(value, Number(asInteger(base) ?? 10));
    } catch (error) {
      if (!isConversionError(error)) throw error;
    }
    try {
      return convertToInteger(convertToFloat(value));
    } catch (error) {
      if (isConversionError(error) || (error instanceof PythonError && error.type === "OverflowError")) return fallback;
      throw error;
    }
  },
  float: (value, positional, named) => {
    const [fallback = toFloat(0)] = bindArguments("do_float", ["default"], 0, positional, named);
    try {
      return convertToFloat(value);
    } catch (error) {
      if (isConversionError(error)) return fallback;
      throw error;
    }
  },
  round: (value, positional, named) => {
    const [precision = 0, method = "common"] = bindArguments("do_round", ["precision", "method"], 0, positional, named);
    const places = Number(asInteger(precision) ?? 0);
    const number = asDouble(value);
    if (number === undefined)
      throw new PythonError("TypeError", `type ${typeName(value)} doesn't define __round__ method`);
    if (method === "common") return roundNumber(value, places);
    if (method !== "ceil" && method !== "floor")
      throw new PythonError("FilterArgumentError", "method must be common, ceil or floor");
    const scaled = Math[method](number * 10 ** places);
    return toFloat(scaled / 10 ** places);
  },
  sum: (value, positional, named) => {
    const [attribute, start = 0] = bindArguments("do_sum", ["attribute", "start"], 0, positional, named);
    const read = readPath(attribute);
    return iteratePython(value).reduce<PythonValue>((sum, item) => computePython("+", sum, read(item)), start);
  },
  filesizeformat: (value, positional, named) => {
    const [binary = false] = bindArguments("do_filesizeformat", ["binary"], 0, positional, named);
    return formatSize(asDouble(convertToFloat(value)) ?? 0, isTrue(binary));
  },
};

function isConversionError(error: unknown): boolean {
  return error instanceof PythonError && (error.type === "TypeError" || error.type === "ValueError");
}

function formatSize(bytes: number, binary: boolean): string {
  const base = binary ? 1024 : 1000;
  if (bytes === 1) return "1 Byte";
  if (bytes < base) return `${toInteger(BigInt(Math.trunc(bytes)))} Bytes`;
  const prefixes = ["k", "M", "G", "T", "P", "E", "Z", "Y"];
  const index = prefixes.findIndex((_, power) => bytes < base ** (power + 2));
  const power = index < 0 ? prefixes.length - 1 : index;
  const prefix = prefixes[power] ?? "";
  return `${((base * bytes) / base ** (power + 2)).toFixed(1)} ${binary ? `${prefix.toUpperCase()}i` : prefix}B`;
}

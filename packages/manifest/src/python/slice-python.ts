import { asInteger } from "./number.ts";
import { PythonError } from "./python-error.ts";
import { createTuple, PythonTuple } from "./python-tuple.ts";
import { typeName } from "./type-name.ts";
import type { PythonValue } from "./value.ts";

/** Python's `value[start:stop:step]` on texts and lists, texts by code point. */
export function slicePython(value: PythonValue, start: PythonValue, stop: PythonValue, step: PythonValue): PythonValue {
  if (typeof value !== "string" && !Array.isArray(value))
    throw new PythonError("TypeError", `'${typeName(value)}' object is not subscriptable`);
  const items = typeof value !== "string" ? value : /[\ud800-\udfff]/.test(value) ? [...value] : value;
  const stride = readBound(step) ?? 1;
  if (stride === 0) throw new PythonError("ValueError", "slice step cannot be zero");
  const [from, to] = bounds(items.length, readBound(start), readBound(stop), stride);
  if (stride === 1) {
    const part = items.slice(from, Math.max(from, to));
    if (typeof value === "string") return typeof part === "string" ? part : part.join("");
    return value instanceof PythonTuple ? createTuple(part) : [...part];
  }
  const part: PythonValue[] = [];
  for (let index = from; stride > 0 ? index < to : index > to; index += stride) part.push(items[index] ?? null);
  if (typeof value === "string") return part.join("");
  return value instanceof PythonTuple ? createTuple(part) : part;
}

function bounds(length: number, start: number | undefined, stop: number | undefined, step: number): [number, number] {
  const lowest = step > 0 ? 0 : -1;
  const highest = step > 0 ? length : length - 1;
  const clamp = (bound: number): number => Math.min(highest, Math.max(lowest, bound < 0 ? bound + length : bound));
  const from = start === undefined ? (step > 0 ? lowest : highest) : clamp(start);
  const to = stop === undefined ? (step > 0 ? highest : lowest) : clamp(stop);
  return [from, to];
}

function readBound(bound: PythonValue): number | undefined {
  if (bound === null) return undefined;
  const integer = asInteger(bound);
  if (integer === undefined)
    throw new PythonError("TypeError", `slice indices must be integers or None or have an __index__ method`);
  return Number(integer);
}

import { convertToFloat } from "../python/convert-to-integer.ts";
import { asDouble } from "../python/number.ts";
import type { PythonValue } from "../python/value.ts";

/** Python's `float()` as a JavaScript number: numbers and texts that read as one; raises for all else. */
export function toNumber(value: PythonValue): number {
  return asDouble(convertToFloat(value)) ?? 0;
}

import { MappingObject } from "./mapping-object.ts";
import { asDouble, isFloat } from "./number.ts";
import { PythonDate } from "./python-date.ts";
import { PythonDatetime } from "./python-datetime.ts";
import { PythonError } from "./python-error.ts";
import { PythonObject } from "./python-object.ts";
import { typeName } from "./type-name.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** Prints a value as JSON the way orjson does: compact, integers exact, floats as `1e-7`, `1.5e21`, `2.0`, dates in ISO 8601. Other objects raise a TypeError. */
export function dumpJson(value: PythonValue): string {
  return isPlain(value) ? JSON.stringify(value) : dump(value);
}

/** Whether `JSON.stringify` prints the value as orjson would. */
function isPlain(value: PythonValue): boolean {
  if (typeof value === "number") {
    const size = Math.abs(value);
    return (size < 1e16 && size >= 1e-5) || Object.is(value, 0);
  }
  if (typeof value !== "object" || value === null) return typeof value !== "bigint";
  if (Array.isArray(value)) {
    for (const item of value) if (!isPlain(item)) return false;
    return true;
  }
  if (value instanceof PythonObject) return false;
  for (const key in value) if (!isPlain(value[key] ?? null)) return false;
  return true;
}

function dump(value: PythonValue): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (isFloat(value)) return printFloat(asDouble(value) ?? 0);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `[${value.map(dump).join(",")}]`;
  if (!(value instanceof PythonObject)) return dumpDict(value);
  if (value instanceof MappingObject) return dumpDict(value.entries);
  if (value instanceof PythonDatetime) return JSON.stringify(value.isoformat());
  if (value instanceof PythonDate) return JSON.stringify(value.toString());
  throw new PythonError("TypeError", `Type is not JSON serializable: ${typeName(value)}`);
}

function dumpDict(dict: PythonDict): string {
  const entries = Object.entries(dict).map(([key, item]) => `${JSON.stringify(key)}:${dump(item)}`);
  return `{${entries.join(",")}}`;
}

/** Sixteen digits before the point are printed plainly, as are five places after it; beyond comes an exponent. */
function printFloat(value: number): string {
  if (!Number.isFinite(value)) return "null";
  const [mantissa = "0", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (value !== 0 && (exponent >= 16 || exponent < -5)) return `${mantissa}e${exponent}`;
  const plain = Object.is(value, -0) ? "-0" : String(value);
  return plain.includes(".") ? plain : `${plain}.0`;
}

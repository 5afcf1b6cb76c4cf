import { isDict } from "../python/is-dict.ts";
import { isFloat } from "../python/number.ts";
import { isTrue } from "../python/is-true.ts";
import { convertToFloat, convertToInteger } from "../python/convert-to-integer.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

const trueTexts = new Set(["y", "yes", "t", "true", "on", "1"]);
const falseTexts = new Set(["n", "no", "f", "false", "off", "0"]);
const simpleTypes = new Set(["string", "number", "integer", "boolean", "null"]);

/** A value as the one type its schema names: by Python's `str`, `float`, `int`, `bool`, a scalar as a list of one. Stays as it is where that fails or several types are named. */
export function convertByType(value: PythonValue, schema: PythonValue): PythonValue {
  if (!isDict(schema)) return value;
  const written = schema["type"] ?? [];
  if (value === null && (Array.isArray(written) ? written.includes("null") : written === "null")) return null;
  const types = Array.isArray(written) ? written.filter((type) => type !== "null") : [written];
  const [type] = types;
  if (types.length !== 1 || typeof type !== "string") return value;
  try {
    return convert(value, type, schema);
  } catch (error) {
    if (error instanceof PythonError) return value;
    throw error;
  }
}

function convert(value: PythonValue, type: string, schema: PythonDict): PythonValue {
  switch (type) {
    case "string":
      return typeof value === "string" ? value : printPython(value);
    case "number":
      return typeof value === "number" && isFloat(value) ? value : convertToFloat(value);
    case "integer":
      return convertToInteger(value);
    case "boolean":
      return typeof value === "string" ? readBoolean(value) : isTrue(value);
    case "array":
      return isScalar(value) && acceptsScalars(schema["items"] ?? {}) ? [value] : value;
    default:
      return value;
  }
}

function readBoolean(text: string): boolean {
  const word = text.toLowerCase().trim();
  if (trueTexts.has(word)) return true;
  if (falseTexts.has(word)) return false;
  throw new PythonError("ValueError", `Invalid boolean value: ${word}`);
}

function isScalar(value: PythonValue): boolean {
  return value === null || typeof value !== "object" || isFloat(value);
}

/** A single type written as a text is taken letter by letter by the CDK, and so never fits. */
function acceptsScalars(items: PythonValue): boolean {
  const types = isDict(items) ? (items["type"] ?? []) : [];
  return Array.isArray(types) ? types.every((type) => typeof type === "string" && simpleTypes.has(type)) : types === "";
}

import { isDict } from "../python/is-dict.ts";
import { asDouble, isInteger } from "../python/number.ts";
import type { PythonValue } from "../python/value.ts";

/** Whether a value is of a JSON Schema type. An integral float counts as an integer, bool as no number. */
export function isOfType(value: PythonValue, type: PythonValue): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "boolean":
    case "string":
      return typeof value === type;
    case "array":
      return Array.isArray(value);
    case "object":
      return isDict(value);
    case "number":
      return typeof value !== "boolean" && asDouble(value) !== undefined;
    case "integer":
      return typeof value !== "boolean" && (isInteger(value) || Number.isInteger(asDouble(value)));
    default:
      return false;
  }
}

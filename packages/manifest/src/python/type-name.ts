import { isFloat } from "./number.ts";
import { PythonObject } from "./python-object.ts";
import { PythonTuple } from "./python-tuple.ts";
import type { PythonValue } from "./value.ts";

/** The name of a value's Python type, as error messages print it: `str`, `NoneType`, `datetime.datetime`. */
export function typeName(value: PythonValue): string {
  if (value === null) return "NoneType";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (isFloat(value)) return "float";
  if (typeof value === "number" || typeof value === "bigint") return "int";
  if (Array.isArray(value)) return value instanceof PythonTuple ? "tuple" : "list";
  return value instanceof PythonObject ? value.pythonType : "dict";
}

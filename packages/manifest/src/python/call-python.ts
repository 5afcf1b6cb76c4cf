import { PythonError } from "./python-error.ts";
import { PythonFunction } from "./python-function.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** Calls a value; undefined fails as such, anything that is no function raises a TypeError. */
export function callPython(value: PythonValue, positional: readonly PythonValue[], named: PythonDict): PythonValue {
  if (value instanceof PythonFunction) return value.call(positional, named);
  if (value instanceof Undefined) throw value.fail();
  throw new PythonError("TypeError", `'${typeName(value)}' object is not callable`);
}

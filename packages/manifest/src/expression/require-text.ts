import { PythonError } from "../python/python-error.ts";
import { typeName } from "../python/type-name.ts";
import { Undefined } from "../python/undefined.ts";
import type { PythonValue } from "../python/value.ts";

/** A value that must be a text because a method of `str` is called on it: undefined and others fail as that call does. */
export function requireText(value: PythonValue, method: string): string {
  if (typeof value === "string") return value;
  if (value instanceof Undefined) throw value.fail();
  throw new PythonError("AttributeError", `'${typeName(value)}' object has no attribute '${method}'`);
}

import type { PythonObject } from "./python-object.ts";

/**
 * A value as templates and records know it:
 * - `None` is null; bool, str and list are JavaScript's own; a tuple is a {@link PythonTuple}, which is an array too;
 * - an int is a number while it is a safe integer, a bigint beyond;
 * - a float is a number unless it is integral: `2.0` is a {@link PythonFloat}; a number beyond the safe integers is always a float;
 * - a dict is a plain object with string keys (keys of other types are kept as Python prints them);
 * - all else is a {@link PythonObject}: dates, timedeltas, jinja's Undefined, functions, mappings with attributes.
 */
export type PythonValue = null | boolean | number | bigint | string | PythonObject | PythonValue[] | PythonDict;

/** A Python dict. Set keys that come from outside with `setEntry`: `__proto__` is an ordinary key. */
export interface PythonDict {
  [key: string]: PythonValue;
}

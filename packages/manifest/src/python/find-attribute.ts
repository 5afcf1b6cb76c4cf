import { findDateAttribute } from "./date-attribute.ts";
import { dictMethods } from "./dict-method.ts";
import { isTupleMethod, listMethods } from "./list-method.ts";
import { MappingObject } from "./mapping-object.ts";
import { asDouble, isFloat } from "./number.ts";
import { PythonError } from "./python-error.ts";
import { PythonFunction } from "./python-function.ts";
import { PythonObject } from "./python-object.ts";
import { PythonTuple } from "./python-tuple.ts";
import { textMethods } from "./text-method.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** Of Python's text, list and dict methods these alone take arguments by name. */
const keywordMethods = new Set(["split", "rsplit", "splitlines", "expandtabs", "format", "sort", "update"]);

type Method<Self> = (self: Self, positional: readonly PythonValue[], named: PythonDict) => PythonValue;

/** What Python's `getattr` finds on a value: a method bound to it or an attribute; undefined where there is none. */
export function findAttribute(value: PythonValue, name: string): PythonValue | undefined {
  if (value === null || typeof value === "boolean") return undefined;
  if (typeof value === "string") return bind(textMethods, value, name);
  if (typeof value === "number" || typeof value === "bigint") return findNumberMethod(value, name);
  if (Array.isArray(value))
    return value instanceof PythonTuple && !isTupleMethod(name) ? undefined : bind(listMethods, value, name);
  if (value instanceof MappingObject) return value.attribute(name) ?? bind(dictMethods, value.entries, name);
  if (value instanceof PythonObject)
    return isFloat(value) ? findNumberMethod(value, name) : findDateAttribute(value, name);
  return bind(dictMethods, value, name);
}

function bind<Self>(
  methods: Readonly<Record<string, Method<Self>>>,
  self: Self,
  name: string,
): PythonValue | undefined {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined) return undefined;
  return new PythonFunction(name, (positional, named) => {
    const [keyword] = keywordMethods.has(name) ? [] : Object.keys(named);
    if (keyword !== undefined) throw new PythonError("TypeError", `${name}() takes no keyword arguments`);
    return method(self, positional, named);
  });
}

function findNumberMethod(value: PythonValue, name: string): PythonValue | undefined {
  const number = asDouble(value) ?? 0;
  if (name === "is_integer" && isFloat(value)) return new PythonFunction(name, () => Number.isInteger(number));
  if (name === "bit_length" && !isFloat(value))
    return new PythonFunction(name, () => (number === 0 ? 0 : BigInt(Math.abs(number)).toString(2).length));
  return undefined;
}

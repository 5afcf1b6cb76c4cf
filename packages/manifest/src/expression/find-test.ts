import { comparePython } from "../python/compare-python.ts";
import { containsPython } from "../python/contains-python.ts";
import { computePython } from "../python/compute-python.ts";
import { equalPython } from "../python/equal-python.ts";
import { isDict } from "../python/is-dict.ts";
import { isIterable } from "../python/iterate-python.ts";
import { MappingObject } from "../python/mapping-object.ts";
import { isFloat, isInteger, isNumber } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import { PythonFunction } from "../python/python-function.ts";
import { textTest } from "../python/text-test.ts";
import { Undefined } from "../python/undefined.ts";
import type { Test } from "./environment.ts";
import { findFilter } from "./find-filter.ts";

const equal: Test = (value, [other = null]) => equalPython(value, other);
const unequal: Test = (value, [other = null]) => !equalPython(value, other);
const less: Test = (value, [other = null]) => comparePython("<", value, other);
const atMost: Test = (value, [other = null]) => comparePython("<=", value, other);
const greater: Test = (value, [other = null]) => comparePython(">", value, other);
const atLeast: Test = (value, [other = null]) => comparePython(">=", value, other);

const tests: Readonly<Record<string, Test>> = {
  defined: (value) => !(value instanceof Undefined),
  undefined: (value) => value instanceof Undefined,
  none: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  true: (value) => value === true,
  false: (value) => value === false,
  integer: (value) => isInteger(value),
  float: (value) => isFloat(value),
  number: (value) => isNumber(value),
  string: (value) => typeof value === "string",
  mapping: (value) => isDict(value) || value instanceof MappingObject,
  sequence: (value) =>
    Array.isArray(value) ||
    typeof value === "string" ||
    isDict(value) ||
    value instanceof MappingObject ||
    value instanceof Undefined,
  iterable: (value) => isIterable(value),
  callable: (value) => value instanceof PythonFunction || value instanceof Undefined,
  sameas: (value, [other]) => Object.is(value, other),
  escaped: () => false,
  odd: (value) => equalPython(computePython("%", value, 2), 1),
  even: (value) => equalPython(computePython("%", value, 2), 0),
  divisibleby: (value, [divisor = null]) => equalPython(computePython("%", value, divisor), 0),
  lower: (value) => textTest["islower"]?.(printPython(value)) ?? false,
  upper: (value) => textTest["isupper"]?.(printPython(value)) ?? false,
  in: (value, [container = null]) => containsPython(container, value),
  filter: (value) => typeof value === "string" && findFilter(value) !== undefined,
  test: (value) => typeof value === "string" && findTest(value) !== undefined,
  "==": equal,
  eq: equal,
  equalto: equal,
  "!=": unequal,
  ne: unequal,
  "<": less,
  lt: less,
  lessthan: less,
  "<=": atMost,
  le: atMost,
  ">": greater,
  gt: greater,
  greaterthan: greater,
  ">=": atLeast,
  ge: atLeast,
};

/** The test of this name, as it stands behind `is`; undefined where jinja has none. */
export function findTest(name: string): Test | undefined {
  return Object.hasOwn(tests, name) ? tests[name] : undefined;
}

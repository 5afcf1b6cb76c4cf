import { isTrue } from "../python/is-true.ts";
import { iteratePython } from "../python/iterate-python.ts";
import { PythonError } from "../python/python-error.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { Environment, Filter } from "./environment.ts";
import { readPath } from "./read-path.ts";

/** Filters that apply another filter or a test to each item. */
export const selectFilters: Readonly<Record<string, Filter>> = {
  map: (value, positional, named, environment) => {
    if (!isTrue(value)) return [];
    const transform = createTransform(positional, named, environment);
    return iteratePython(value).map(transform);
  },
  select: (value, positional, named, environment) => select(value, positional, named, environment, false, true),
  reject: (value, positional, named, environment) => select(value, positional, named, environment, false, false),
  selectattr: (value, positional, named, environment) => select(value, positional, named, environment, true, true),
  rejectattr: (value, positional, named, environment) => select(value, positional, named, environment, true, false),
};

function createTransform(
  positional: readonly PythonValue[],
  named: PythonDict,
  environment: Environment,
): (item: PythonValue) => PythonValue {
  const [name, ...parameters] = positional;
  if (name !== undefined) return (item) => environment.callFilter(printPython(name), item, parameters, named);
  if (!Object.hasOwn(named, "attribute"))
    throw new PythonError("FilterArgumentError", "map requires a filter argument");
  const unknown = Object.keys(named).find((key) => key !== "attribute" && key !== "default");
  if (unknown !== undefined) throw new PythonError("FilterArgumentError", `Unexpected keyword argument '${unknown}'`);
  return readPath(named["attribute"], named["default"] ?? null);
}

function select(
  value: PythonValue,
  positional: readonly PythonValue[],
  named: PythonDict,
  environment: Environment,
  byAttribute: boolean,
  wanted: boolean,
): PythonValue[] {
  if (!isTrue(value)) return [];
  const [attribute] = positional;
  if (byAttribute && attribute === undefined)
    throw new PythonError("FilterArgumentError", "Missing parameter for attribute name");
  const read = readPath(byAttribute ? attribute : undefined);
  const [test, ...parameters] = byAttribute ? positional.slice(1) : positional;
  return iteratePython(value).filter((item) => {
    const actual = read(item);
    const passed =
      test === undefined ? isTrue(actual) : environment.callTest(printPython(test), actual, parameters, named);
    return passed === wanted;
  });
}

import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { isInteger } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import { typeName } from "../python/type-name.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { PythonError } from "../python/python-error.ts";

/** A strategy's `page_size`, digits as a number: undefined where there is none. */
export function readPageSize(component: Component): PythonValue | undefined {
  const value = component.value("page_size");
  return typeof value === "string" && /^\d+$/u.test(value) ? Number(value) : value;
}

/** The page size where it depends on nothing but the config. Anything but an integer is an error. */
export function evaluatePageSize(component: Component, config: PythonDict): number | undefined {
  const value = readPageSize(component);
  if (value === undefined) return undefined;
  const size = typeof value === "string" ? new Template(value, config, component.parameters).evaluate() : value;
  if (isInteger(size)) return Number(size);
  throw new PythonError(
    "Exception",
    `${printPython(size)} is of type <class '${typeName(size)}'>. Expected <class 'int'>`,
  );
}

import { PythonError } from "../python/python-error.ts";
import type { Environment, Filter, Test } from "./environment.ts";
import { findFilter } from "./find-filter.ts";
import { findTest } from "./find-test.ts";
import { TemplateError } from "./template-error.ts";

/** How filters and tests call one another. */
export const templateEnvironment: Environment = {
  callFilter(name, value, positional, named) {
    const filter = findFilter(name);
    if (filter === undefined) throw new PythonError("TemplateRuntimeError", `No filter named '${name}'.`);
    return filter(value, positional, named, templateEnvironment);
  },
  callTest(name, value, positional, named) {
    const test = findTest(name);
    if (test === undefined) throw new PythonError("TemplateRuntimeError", `No test named '${name}'.`);
    return test(value, positional, named, templateEnvironment);
  },
};

/** The filter of this name; raises where there is none. */
export function requireFilter(name: string, position: number): Filter {
  const filter = findFilter(name);
  if (filter === undefined) throw new TemplateError(`No filter named '${name}'.`, position, "TemplateAssertionError");
  return filter;
}

/** The test of this name; raises where there is none. */
export function requireTest(name: string, position: number): Test {
  const test = findTest(name);
  if (test === undefined) throw new TemplateError(`No test named '${name}'.`, position, "TemplateAssertionError");
  return test;
}

import type { PythonDict, PythonValue } from "../python/value.ts";

/** What filters and tests may call: each other, by name, as `map('upper')` and `select('none')` do. */
export interface Environment {
  callFilter(name: string, value: PythonValue, positional: readonly PythonValue[], named: PythonDict): PythonValue;
  callTest(name: string, value: PythonValue, positional: readonly PythonValue[], named: PythonDict): boolean;
}

/** A filter: the value before the bar, then the arguments. */
export type Filter = (
  value: PythonValue,
  positional: readonly PythonValue[],
  named: PythonDict,
  environment: Environment,
) => PythonValue;

/** A test behind `is`: the value before it, then the arguments. */
export type Test = (
  value: PythonValue,
  positional: readonly PythonValue[],
  named: PythonDict,
  environment: Environment,
) => boolean;

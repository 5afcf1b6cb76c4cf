import { PythonError } from "./python-error.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** Puts a call's arguments in the order of the parameters; those left out are undefined. Too many, unknown or missing ones raise a TypeError. */
export function bindArguments(
  name: string,
  parameters: readonly string[],
  required: number,
  positional: readonly PythonValue[],
  named: PythonDict = {},
): (PythonValue | undefined)[] {
  if (positional.length > parameters.length)
    throw new PythonError(
      "TypeError",
      `${name}() takes at most ${parameters.length} arguments (${positional.length} given)`,
    );
  const bound: (PythonValue | undefined)[] = [...positional];
  for (const [key, value] of Object.entries(named)) {
    const index = parameters.indexOf(key);
    if (index < 0) throw new PythonError("TypeError", `${name}() got an unexpected keyword argument '${key}'`);
    if (index < positional.length)
      throw new PythonError("TypeError", `${name}() got multiple values for argument '${key}'`);
    bound[index] = value;
  }
  for (let index = 0; index < required; index += 1)
    if (bound[index] === undefined)
      throw new PythonError("TypeError", `${name}() missing 1 required positional argument: '${parameters[index]}'`);
  return bound;
}

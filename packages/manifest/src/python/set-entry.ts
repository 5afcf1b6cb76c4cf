import type { PythonDict, PythonValue } from "./value.ts";

/** Sets a key of a dict, `__proto__` like any other. */
export function setEntry(dict: PythonDict, key: string, value: PythonValue): void {
  if (key !== "__proto__") dict[key] = value;
  else Object.defineProperty(dict, key, { value, writable: true, enumerable: true, configurable: true });
}

import type { PythonValue } from "./value.ts";

/** A tuple: a list to everything but printing, equality and type checks. */
export class PythonTuple extends Array<PythonValue> {}

/** A tuple of these items. */
export function createTuple(items: Iterable<PythonValue>): PythonTuple {
  const tuple = new PythonTuple();
  for (const item of items) tuple.push(item);
  return tuple;
}

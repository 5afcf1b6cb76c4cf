import { equalPython } from "../python/equal-python.ts";
import { PythonFunction } from "../python/python-function.ts";
import { createTuple } from "../python/python-tuple.ts";
import { Undefined } from "../python/undefined.ts";
import type { PythonValue } from "../python/value.ts";
import { Namespace } from "./namespace.ts";

/** The `loop` variable of one round of a `for`. */
export function createLoop(items: readonly PythonValue[], index: number): Namespace {
  return new Namespace({
    index: index + 1,
    index0: index,
    revindex: items.length - index,
    revindex0: items.length - index - 1,
    first: index === 0,
    last: index === items.length - 1,
    length: items.length,
    depth: 1,
    depth0: 0,
    previtem: items[index - 1] ?? new Undefined("there is no previous item"),
    nextitem: items[index + 1] ?? new Undefined("there is no next item"),
    cycle: new PythonFunction("cycle", (options) => options[index % options.length] ?? null),
    changed: new PythonFunction(
      "changed",
      (values) => index === 0 || !equalPython(createTuple(values), createTuple([items[index - 1] ?? null])),
    ),
  });
}

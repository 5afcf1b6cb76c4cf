import { computePython } from "../python/compute-python.ts";
import type { CursorValues } from "./cursor-value.ts";

/** Numbers as cursor values, taken as they are (the CDK's `IncrementingCountStreamStateConverter`). */
export const countValues: CursorValues = {
  parse: (value) => value,
  format: (value) => value,
  increment: (value) => computePython("+", value, 1),
  zero: 0,
  stateType: "integer",
  toDate: () => undefined,
};

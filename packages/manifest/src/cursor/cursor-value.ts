import type { PythonDatetime } from "../python/python-datetime.ts";
import type { PythonValue } from "../python/value.ts";

/** How cursor values are read, compared across a gap, and written: dates or counts. The CDK calls it a state converter. */
export interface CursorValues {
  /** The value of a record or a state as one that can be compared; a ValueError where it is no such value. */
  parse(value: PythonValue): PythonValue;
  /** A value as slices and states carry it. */
  format(value: PythonValue): PythonValue;
  /** The value one unit on: intervals that are no further apart are one. */
  increment(value: PythonValue): PythonValue;
  /** Where a stream starts that has neither a start nor a state. */
  readonly zero: PythonValue;
  /** The `state_type` of states in the CDK's concurrent format. */
  readonly stateType: "date-range" | "integer";
  /** A value of the state as a date; undefined for counts and for what is no date. */
  toDate(value: PythonValue): PythonDatetime | undefined;
}

import type { PythonValue } from "../python/value.ts";

/** A stretch of a stream that was read: its bounds, and the latest cursor value seen in it, if any was. */
export interface Interval {
  readonly start: PythonValue;
  readonly end: PythonValue;
  readonly latest: PythonValue | undefined;
}

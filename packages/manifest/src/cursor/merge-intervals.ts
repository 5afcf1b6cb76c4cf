import { comparePython } from "../python/compare-python.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonValue } from "../python/value.ts";
import type { CursorValues } from "./cursor-value.ts";
import type { Interval } from "./interval.ts";

/** Intervals in order, those that overlap or touch within one unit made one. */
export function mergeIntervals(intervals: readonly Interval[], values: CursorValues): readonly Interval[] {
  const [first, ...rest] = intervals.toSorted(byBounds);
  if (first === undefined) return [];
  const merged = [first];
  for (const interval of rest) {
    const last = merged.at(-1) ?? first;
    if (comparePython(">=", values.increment(last.end), interval.start))
      merged[merged.length - 1] = {
        start: last.start,
        end: comparePython(">", interval.end, last.end) ? interval.end : last.end,
        latest: later(interval.latest, last.latest),
      };
    else merged.push(interval);
  }
  return merged;
}

function byBounds(a: Interval, b: Interval): number {
  return order(a.start, b.start) || order(a.end, b.end);
}

function order(a: PythonValue, b: PythonValue): number {
  if (comparePython("<", a, b)) return -1;
  return comparePython(">", a, b) ? 1 : 0;
}

function later(a: PythonValue | undefined, b: PythonValue | undefined): PythonValue | undefined {
  if (a === undefined || !isTrue(a)) return b;
  if (b === undefined || !isTrue(b)) return a;
  return comparePython(">", b, a) ? b : a;
}

import { comparePython } from "../python/compare-python.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { CursorValues } from "./cursor-value.ts";
import type { Interval } from "./interval.ts";
import { mergeIntervals } from "./merge-intervals.ts";

/** What a state says has been read, and the value from which records are synced. */
export interface ReadState {
  readonly syncStart: PythonValue;
  readonly intervals: readonly Interval[];
  /** The input state where it had the plain form: keys of it that are not the cursor's stay. */
  readonly plain: PythonDict;
}

/** Reads a state: the plain `{cursor_field: value}`, or the concurrent form with a `state_type` and `slices`. */
export function readIntervalState(
  state: PythonDict,
  cursorField: string,
  start: PythonValue,
  values: CursorValues,
): ReadState {
  if (isConcurrentState(state)) return readConcurrentState(state, start, values);
  const saved = Object.hasOwn(state, cursorField) ? values.parse(state[cursorField] ?? null) : undefined;
  const isAhead = saved !== undefined && isTrue(saved) && comparePython(">=", saved, start);
  const syncStart = isAhead ? saved : start;
  return { syncStart, intervals: [{ start, end: syncStart, latest: syncStart }], plain: state };
}

/** The state after these intervals: the latest value of the first, which nothing is missing before. */
export function writeIntervalState(
  read: ReadState,
  intervals: readonly Interval[],
  cursorField: string,
  values: CursorValues,
): PythonDict {
  const [first] = mergeIntervals(intervals, values);
  if (first === undefined) return { ...read.plain };
  const value = first.latest !== undefined && isTrue(first.latest) ? first.latest : first.start;
  return { ...read.plain, [cursorField]: values.format(value) };
}

/** The value a state of either form stands at; None where it has none. */
export function findStateValue(state: PythonDict, cursorField: string): PythonValue {
  if (!isConcurrentState(state)) return state[cursorField] ?? null;
  const [first] = Array.isArray(state["slices"]) ? state["slices"].filter(isDict) : [];
  return first?.["most_recent_cursor_value"] ?? first?.["end"] ?? null;
}

function isConcurrentState(state: PythonDict): boolean {
  return state["state_type"] === "date-range" || state["state_type"] === "integer";
}

function readConcurrentState(state: PythonDict, start: PythonValue, values: CursorValues): ReadState {
  const slices = Array.isArray(state["slices"]) ? state["slices"].filter(isDict) : [];
  const intervals = slices.map((slice) => ({
    start: values.parse(slice["start"] ?? null),
    end: values.parse(slice["end"] ?? null),
    latest: Object.hasOwn(slice, "most_recent_cursor_value")
      ? values.parse(slice["most_recent_cursor_value"] ?? null)
      : undefined,
  }));
  const [first] = intervals;
  const value = first === undefined ? null : (first.latest ?? first.end);
  return { syncStart: isTrue(value) ? value : isTrue(start) ? start : values.zero, intervals, plain: {} };
}

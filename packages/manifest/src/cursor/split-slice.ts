import { comparePython } from "../python/compare-python.ts";
import { computePython } from "../python/compute-python.ts";
import { Timedelta } from "../python/timedelta.ts";
import { isTrue } from "../python/is-true.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import { type CursorSettings, defaultBoundFields } from "./cursor-settings.ts";
import type { Gap } from "./split-interval.ts";

/**
 * Cuts a slice in two halves that do not overlap (request window splitting). Undefined where it cannot be cut: without a granularity,
 * within one unit of it, or once the slice is no longer than `minimum` seconds.
 */
export function splitSlice(
  slice: StreamSlice,
  minimum: number | undefined,
  granularity: Gap | undefined,
  settings: CursorSettings,
): readonly StreamSlice[] | undefined {
  if (granularity === undefined || !isTrue(granularity)) return undefined;
  const fields = settings.boundFields ?? defaultBoundFields;
  const [start = null, end = null] = fields.map((field) => readBound(slice, field, settings));
  if (comparePython(">=", start, end)) return undefined;
  const span = computePython("-", end, start);
  if (minimum !== undefined && comparePython("<=", span, new Timedelta(minimum))) return undefined;
  const units = computePython("+", computePython("//", span, granularity), 1);
  const firstLength = computePython("*", computePython("//", units, 2), granularity);
  const secondStart = computePython("+", start, firstLength);
  const firstEnd = computePython("-", secondStart, granularity);
  const isOrdered =
    comparePython("<=", start, firstEnd) &&
    comparePython("<", firstEnd, secondStart) &&
    comparePython("<=", secondStart, end);
  if (comparePython("<=", units, 1) || !isOrdered) return undefined;
  const { format } = settings.values;
  const [startField, endField] = fields;
  return [
    [start, firstEnd],
    [secondStart, end],
  ].map(([from = null, to = null]) => replaceBounds(slice, { [startField]: format(from), [endField]: format(to) }));
}

/** The slice with other bounds. */
export function replaceBounds(slice: StreamSlice, cursorSlice: PythonDict): StreamSlice {
  return new StreamSlice({ partition: slice.partition, cursorSlice, extraFields: slice.extraFields });
}

function readBound(slice: StreamSlice, field: string, settings: CursorSettings): PythonValue {
  const bound = slice.cursorSlice[field];
  if (bound === undefined) throw new PythonError("KeyError", `The slice has no bound '${field}' and cannot be split.`);
  return settings.values.parse(bound);
}

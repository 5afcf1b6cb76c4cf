import type { CalendarDuration } from "../python/calendar-duration.ts";
import { comparePython } from "../python/compare-python.ts";
import { computePython } from "../python/compute-python.ts";
import { equalPython } from "../python/equal-python.ts";
import { isTrue } from "../python/is-true.ts";
import { PythonError } from "../python/python-error.ts";
import type { Timedelta } from "../python/timedelta.ts";
import type { PythonValue } from "../python/value.ts";
import type { Clamp } from "./clamping.ts";

/** A difference between two cursor values. */
export type Gap = Timedelta | CalendarDuration;

/** How a stretch is cut into slices. */
export interface SplitSettings {
  /** Nothing before it is read. */
  readonly start: PythonValue;
  readonly end: () => PythonValue;
  /** The length of a slice; `"whole"` where the cursor names none; undefined where there is one slice whatever its length. */
  readonly step: Gap | "whole" | undefined;
  /** Taken off the end of every slice but the last, whose end the next slice starts with. */
  readonly granularity: Gap | undefined;
  readonly clamp: Clamp;
  /** Whether a slice must have a length (`is_compare_strictly`). */
  readonly isStrict: boolean;
}

/**
 * Cuts the stretch from `from` to `upper` into the bounds of slices. `upperIsEnd` says that it reaches the end of the sync: with a
 * granularity the last slice then includes `upper`, so that a stretch of no length is one unit to read.
 */
export function* splitInterval(
  from: PythonValue,
  upper: PythonValue,
  upperIsEnd: boolean,
  settings: SplitSettings,
): Generator<readonly [PythonValue, PythonValue]> {
  const { start, step, granularity, clamp } = settings;
  if (comparePython(">", from, upper) || (granularity === undefined && equalPython(from, upper))) return;
  if (isTrue(start) && comparePython("<", upper, start)) return;
  const lower = clamp(isTrue(start) && comparePython(">", start, from) ? start : from);
  const isEmpty = equalPython(lower, upper) && (settings.isStrict || !upperIsEnd);
  if (isEmpty || comparePython(">", lower, upper)) return;
  const shorten = (end: PythonValue, isLast: boolean): PythonValue =>
    granularity === undefined || isLast ? end : computePython("-", end, granularity);
  if (step === undefined || comparePython(">=", addStep(lower, step, settings), upper)) {
    const end = upperIsEnd && granularity !== undefined ? upper : clamp(upper);
    yield [lower, shorten(end, upperIsEnd)];
    return;
  }
  let current = lower;
  for (;;) {
    const stepped = addStep(current, step, settings);
    const next = comparePython(">=", stepped, upper) ? upper : clamp(stepped);
    const reached = equalPython(next, upper);
    const first = clamp(current);
    if (comparePython(">=", first, next)) return;
    yield [first, shorten(next, upperIsEnd && reached)];
    if (reached) return;
    current = next;
  }
}

/** The bound one step on; the end of the sync where that is beyond all dates. */
function addStep(lower: PythonValue, step: Gap | "whole", settings: SplitSettings): PythonValue {
  if (step === "whole") return settings.end();
  try {
    return computePython("+", lower, step);
  } catch (error) {
    if (error instanceof PythonError && error.type === "OverflowError") return settings.end();
    throw error;
  }
}

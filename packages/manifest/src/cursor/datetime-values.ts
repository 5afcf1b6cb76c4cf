import type { CalendarDuration } from "../python/calendar-duration.ts";
import { computePython } from "../python/compute-python.ts";
import { formatDatetime, parseDatetime } from "../python/datetime-format.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import { createDatetime, PythonDatetime } from "../python/python-datetime.ts";
import { PythonError } from "../python/python-error.ts";
import { Timedelta } from "../python/timedelta.ts";
import { utc } from "../python/time-zone.ts";
import type { PythonValue } from "../python/value.ts";
import type { CursorValues } from "./cursor-value.ts";

/**
 * Dates as cursor values: read by the first input format that fits, written in the last, which is the cursor's own
 * (the CDK's `CustomFormatConcurrentStreamStateConverter`). Without a granularity intervals touch within a millisecond.
 */
export function createDatetimeValues(
  format: string,
  inputFormats: readonly string[],
  granularity: Timedelta | CalendarDuration | undefined,
): CursorValues {
  const unit = granularity ?? new Timedelta(0, 1000);
  const formats = [...inputFormats, format];
  const parse = (value: PythonValue): PythonValue => {
    for (const one of formats) {
      try {
        return parseDatetime(value, one);
      } catch (error) {
        if (!(error instanceof PythonError && error.type === "ValueError")) throw error;
      }
    }
    throw new PythonError("ValueError", `No format in ${printPython(formats)} matching ${printPython(value)}`);
  };
  return {
    parse,
    format: (value) => (value instanceof PythonDatetime ? formatDatetime(value, format) : value),
    increment: (value) => computePython("+", value, unit),
    zero: createDatetime({ year: 1, month: 1, day: 1 }, utc),
    stateType: "date-range",
    toDate(value) {
      if (!isTrue(value)) return undefined;
      try {
        const parsed = parse(value);
        return parsed instanceof PythonDatetime ? parsed : undefined;
      } catch (error) {
        if (error instanceof PythonError && (error.type === "ValueError" || error.type === "TypeError"))
          return undefined;
        throw error;
      }
    },
  };
}

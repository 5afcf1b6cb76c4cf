import { computePython } from "../python/compute-python.ts";
import { createDatetime, PythonDatetime } from "../python/python-datetime.ts";
import { Timedelta } from "../python/timedelta.ts";
import type { PythonValue } from "../python/value.ts";

/** Moves a bound to the edge of a day, week or month. */
export type Clamp = (value: PythonValue) => PythonValue;

/** The spans bounds can be clamped to. `weekday` is the day weeks start on, Monday 0. */
export type ClampTarget =
  | { readonly span: "DAY" }
  | { readonly span: "MONTH" }
  | { readonly span: "WEEK"; readonly weekday: number };

/** A clamp to the edge after a value (`up`) or before it. What stands on an edge stays on that day. */
export function createClamp(target: ClampTarget, direction: "up" | "down"): Clamp {
  const up = direction === "up";
  return (value) => {
    if (!(value instanceof PythonDatetime)) return value;
    const midnight = createDatetime({ year: value.year, month: value.month, day: value.day }, value.zone);
    if (target.span === "DAY") return up && value.compare(midnight) !== 0 ? addDays(midnight, 1) : midnight;
    if (target.span === "WEEK") {
      const days = daysToWeekday(value.weekday, target.weekday);
      return addDays(midnight, up || days === 0 ? days : days - 7);
    }
    if (value.day === 1) return midnight;
    const next = value.month === 12 ? { year: value.year + 1, month: 1 } : { year: value.year, month: value.month + 1 };
    return createDatetime({ ...(up ? next : { year: value.year, month: value.month }), day: 1 }, value.zone);
  };
}

function daysToWeekday(weekday: number, wanted: number): number {
  return weekday > wanted ? 7 - (weekday - wanted) : wanted - weekday;
}

function addDays(date: PythonDatetime, days: number): PythonValue {
  return computePython("+", date, new Timedelta(days * 86_400));
}

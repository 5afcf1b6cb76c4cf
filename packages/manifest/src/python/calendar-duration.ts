import { daysInMonth, PythonDate, toDayNumber } from "./python-date.ts";
import { PythonDatetime } from "./python-datetime.ts";
import { PythonError } from "./python-error.ts";
import { PythonObject } from "./python-object.ts";
import { Timedelta } from "./timedelta.ts";

/** A duration with years or months, whose length depends on the date it is added to (isodate's `Duration`). */
export class CalendarDuration extends PythonObject {
  readonly pythonType = "isodate.duration.Duration";
  readonly years: number;
  readonly months: number;
  readonly rest: Timedelta;

  constructor(years: number, months: number, rest: Timedelta) {
    super();
    this.years = years;
    this.months = months;
    this.rest = rest;
  }

  negate(): CalendarDuration {
    return new CalendarDuration(-this.years, -this.months, this.rest.negate());
  }

  add(other: CalendarDuration | Timedelta): CalendarDuration {
    if (other instanceof Timedelta) return new CalendarDuration(this.years, this.months, this.rest.add(other));
    return new CalendarDuration(this.years + other.years, this.months + other.months, this.rest.add(other.rest));
  }

  /** The date this duration after `date`: the months first, a day too many becomes the month's last. */
  after(date: PythonDate): PythonDate {
    if (!Number.isInteger(this.years) || !Number.isInteger(this.months))
      throw new PythonError("ValueError", "fractional years or months not supported for date calculations");
    const monthIndex = date.month - 1 + this.months;
    const year = date.year + this.years + Math.floor(monthIndex / 12);
    const month = monthIndex - Math.floor(monthIndex / 12) * 12 + 1;
    const day = Math.min(date.day, daysInMonth(year, month));
    const dayNumber = toDayNumber(year, month, day);
    if (!(date instanceof PythonDatetime)) return new PythonDate(dayNumber).add(this.rest);
    const localSeconds = date.localSeconds + (dayNumber - date.dayNumber) * 86_400;
    return new PythonDatetime(localSeconds, date.microsecond, date.zone).add(this.rest);
  }

  override toString(): string {
    const parts: string[] = [];
    if (this.years !== 0) parts.push(`${Math.trunc(this.years)} years`);
    if (this.months !== 0) parts.push(`${Math.trunc(this.months)} month${this.months <= 1 ? "" : "s"}`);
    return [...parts, this.rest.toString()].join(", ");
  }

  repr(): string {
    const { days, seconds, microseconds } = this.rest;
    const months = Math.trunc(this.months);
    return `isodate.duration.Duration(${days}, ${seconds}, ${microseconds}, years=${Math.trunc(this.years)}, months=${months})`;
  }
}

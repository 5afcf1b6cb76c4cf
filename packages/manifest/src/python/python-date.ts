import { PythonError } from "./python-error.ts";
import { PythonObject } from "./python-object.ts";
import type { Timedelta } from "./timedelta.ts";

const earliest = -719_162;
const latest = 2_932_896;

/** A calendar day from 0001-01-01 to 9999-12-31. */
export class PythonDate extends PythonObject {
  readonly pythonType: string = "datetime.date";
  /** Days since 1970-01-01. */
  readonly dayNumber: number;
  private midnight: Date | undefined;

  constructor(dayNumber: number) {
    super();
    if (!(dayNumber >= earliest && dayNumber <= latest))
      throw new PythonError("OverflowError", "date value out of range");
    this.dayNumber = dayNumber;
  }

  get year(): number {
    return this.calendar.getUTCFullYear();
  }

  get month(): number {
    return this.calendar.getUTCMonth() + 1;
  }

  get day(): number {
    return this.calendar.getUTCDate();
  }

  private get calendar(): Date {
    return (this.midnight ??= new Date(this.dayNumber * 86_400_000));
  }

  /** Monday is 0. */
  get weekday(): number {
    return (((this.dayNumber + 3) % 7) + 7) % 7;
  }

  add(span: Timedelta): PythonDate {
    return new PythonDate(this.dayNumber + span.days);
  }

  override toString(): string {
    const two = (value: number): string => String(value).padStart(2, "0");
    return `${String(this.year).padStart(4, "0")}-${two(this.month)}-${two(this.day)}`;
  }

  repr(): string {
    return `datetime.date(${this.year}, ${this.month}, ${this.day})`;
  }
}

/** The day number of a calendar date; raises as Python does when there is no such day. */
export function toDayNumber(year: number, month: number, day: number): number {
  if (!(year >= 1 && year <= 9999)) throw new PythonError("ValueError", `year ${year} is out of range`);
  if (!(month >= 1 && month <= 12)) throw new PythonError("ValueError", "month must be in 1..12");
  if (!(day >= 1 && day <= daysInMonth(year, month)))
    throw new PythonError("ValueError", "day is out of range for month");
  // Years that start in March have their leap day at the end: 153 days make five months.
  const march = month > 2 ? year : year - 1;
  const era = Math.floor(march / 400);
  const yearOfEra = march - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The length of a month, February's by its year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

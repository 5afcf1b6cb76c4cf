import { PythonError } from "./python-error.ts";
import { PythonObject } from "./python-object.ts";

const secondsPerDay = 86_400;
const longest = 999_999_999 * secondsPerDay;

/** A span of time, exact to the microsecond: whole seconds, negative ones too, and microseconds from 0 to 999,999. */
export class Timedelta extends PythonObject {
  readonly pythonType = "datetime.timedelta";
  /** Whole seconds, rounded down. */
  readonly wholeSeconds: number;
  readonly microseconds: number;

  constructor(seconds: number, microseconds = 0) {
    super();
    const carry = Math.floor(microseconds / 1e6);
    // Adding zero turns a negative zero into a plain one.
    this.wholeSeconds = seconds + carry + 0;
    this.microseconds = microseconds - carry * 1e6;
    if (Math.abs(this.wholeSeconds) > longest + secondsPerDay)
      throw new PythonError("OverflowError", `days=${this.days}; must have magnitude <= 999999999`);
  }

  /** Days, rounded down, as Python keeps them. */
  get days(): number {
    return Math.floor(this.wholeSeconds / secondsPerDay);
  }

  /** The seconds beyond `days`: 0 to 86,399. */
  get seconds(): number {
    return this.wholeSeconds - this.days * secondsPerDay;
  }

  /** The span in seconds as one float. */
  totalSeconds(): number {
    return (this.wholeSeconds * 1e6 + this.microseconds) / 1e6;
  }

  add(other: Timedelta): Timedelta {
    return new Timedelta(this.wholeSeconds + other.wholeSeconds, this.microseconds + other.microseconds);
  }

  negate(): Timedelta {
    return new Timedelta(-this.wholeSeconds, -this.microseconds);
  }

  /** Negative, zero or positive as this span is shorter, equal or longer. */
  compare(other: Timedelta): number {
    return this.wholeSeconds - other.wholeSeconds || this.microseconds - other.microseconds;
  }

  /** As Python's `str` prints it: `1 day, 2:00:00`. */
  override toString(): string {
    const { days, seconds, microseconds } = this;
    const two = (value: number): string => String(value).padStart(2, "0");
    const time = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const fraction = microseconds === 0 ? "" : `.${String(microseconds).padStart(6, "0")}`;
    return `${days === 0 ? "" : `${days} day${Math.abs(days) === 1 ? "" : "s"}, `}${time}${fraction}`;
  }

  /** As Python's `repr` prints it: `datetime.timedelta(days=1)`. */
  repr(): string {
    const parts = [
      this.days === 0 ? "" : `days=${this.days}`,
      this.seconds === 0 ? "" : `seconds=${this.seconds}`,
      this.microseconds === 0 ? "" : `microseconds=${this.microseconds}`,
    ].filter((part) => part !== "");
    return `datetime.timedelta(${parts.join(", ") || "0"})`;
  }
}

import { PythonDate, toDayNumber } from "./python-date.ts";
import { PythonError } from "./python-error.ts";
import { Timedelta } from "./timedelta.ts";
import { formatOffset, type TimeZone, utc } from "./time-zone.ts";

/** A point in time, exact to the microsecond, with a fixed offset or none (then it is naive). */
export class PythonDatetime extends PythonDate {
  override readonly pythonType: string = "datetime.datetime";
  /** Seconds since 1970 on the local clock: UTC's plus the offset. */
  readonly localSeconds: number;
  readonly microsecond: number;
  readonly zone: TimeZone | null;

  constructor(localSeconds: number, microsecond: number, zone: TimeZone | null) {
    const carry = Math.floor(microsecond / 1e6);
    super(Math.floor((localSeconds + carry) / 86_400));
    this.localSeconds = localSeconds + carry;
    this.microsecond = microsecond - carry * 1e6;
    this.zone = zone;
  }

  get hour(): number {
    return Math.floor(this.secondOfDay / 3600);
  }

  get minute(): number {
    return Math.floor(this.secondOfDay / 60) % 60;
  }

  get second(): number {
    return this.secondOfDay % 60;
  }

  private get secondOfDay(): number {
    return this.localSeconds - this.dayNumber * 86_400;
  }

  /** Seconds since 1970 in UTC; a naive datetime counts as UTC. */
  get utcSeconds(): number {
    return this.localSeconds - (this.zone?.offset ?? 0);
  }

  /** Seconds since 1970 as one float, as `timestamp()` gives them. */
  timestamp(): number {
    return (this.utcSeconds * 1e6 + this.microsecond) / 1e6;
  }

  override add(span: Timedelta): PythonDatetime {
    return new PythonDatetime(this.localSeconds + span.wholeSeconds, this.microsecond + span.microseconds, this.zone);
  }

  /** The time from `other` to this; both must be naive or both aware. */
  since(other: PythonDatetime): Timedelta {
    if ((this.zone === null) !== (other.zone === null))
      throw new PythonError("TypeError", "can't subtract offset-naive and offset-aware datetimes");
    return new Timedelta(this.utcSeconds - other.utcSeconds, this.microsecond - other.microsecond);
  }

  /** The same instant on another zone's clock. */
  toZone(zone: TimeZone): PythonDatetime {
    return new PythonDatetime(this.utcSeconds + zone.offset, this.microsecond, zone);
  }

  /** The same clock reading in another zone, or in none. */
  withZone(zone: TimeZone | null): PythonDatetime {
    return new PythonDatetime(this.localSeconds, this.microsecond, zone);
  }

  /** Negative, zero or positive as this instant is earlier, the same or later. */
  compare(other: PythonDatetime): number {
    return this.utcSeconds - other.utcSeconds || this.microsecond - other.microsecond;
  }

  isoformat(separator = "T"): string {
    const two = (value: number): string => String(value).padStart(2, "0");
    const fraction = this.microsecond === 0 ? "" : `.${String(this.microsecond).padStart(6, "0")}`;
    const offset = this.zone === null ? "" : formatOffset(this.zone.offset, ":");
    return `${super.toString()}${separator}${two(this.hour)}:${two(this.minute)}:${two(this.second)}${fraction}${offset}`;
  }

  override toString(): string {
    return this.isoformat(" ");
  }

  override repr(): string {
    const time = [this.hour, this.minute, this.second, this.microsecond];
    const shown = time.slice(0, this.microsecond !== 0 ? 4 : this.second !== 0 ? 3 : 2);
    const zone = this.zone === null ? "" : `, tzinfo=${this.zone.repr()}`;
    return `datetime.datetime(${[this.year, this.month, this.day, ...shown].join(", ")}${zone})`;
  }
}

/** A datetime of calendar fields; raises as Python does for fields out of range. */
export function createDatetime(
  fields: {
    year: number;
    month: number;
    day: number;
    hour?: number;
    minute?: number;
    second?: number;
    microsecond?: number;
  },
  zone: TimeZone | null,
): PythonDatetime {
  const { hour = 0, minute = 0, second = 0, microsecond = 0 } = fields;
  const dayNumber = toDayNumber(fields.year, fields.month, fields.day);
  if (hour > 23) throw new PythonError("ValueError", "hour must be in 0..23");
  if (minute > 59) throw new PythonError("ValueError", "minute must be in 0..59");
  if (second > 59) throw new PythonError("ValueError", "second must be in 0..59");
  return new PythonDatetime(dayNumber * 86_400 + hour * 3600 + minute * 60 + second, microsecond, zone);
}

/** The current time in UTC, to the millisecond. */
export function readClock(): PythonDatetime {
  const now = Date.now();
  const seconds = Math.floor(now / 1000);
  return new PythonDatetime(seconds, (now - seconds * 1000) * 1000, utc);
}

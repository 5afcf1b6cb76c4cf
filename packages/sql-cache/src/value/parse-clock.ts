/** A time of day, as written. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Microseconds of the second; finer digits are cut off. */
  readonly micros: number;
  /** The three digits below a microsecond. */
  readonly nanos: number;
  /** Seconds east of UTC; undefined when no zone is written. */
  readonly offset: number | undefined;
}

/** The text of a time: seconds, up to nine digits of them, and the zone may be missing. */
export const clockShape =
  "(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?(?: *([Zz]|[+-]\\d\\d(?::?\\d\\d(?::\\d\\d)?)?))?";

const shape = new RegExp(`^${clockShape}$`);

/** Reads a time such as `01:23:45.678Z`, `10:30` or `10:30:00 +0530`; undefined when it is none. */
export function parseClock(text: string): Clock | undefined {
  const match = shape.exec(text);
  return match === null ? undefined : clockOf(match.slice(1));
}

/** The time of the five groups of `clockShape`; undefined when no clock shows it. */
export function clockOf(groups: readonly (string | undefined)[]): Clock | undefined {
  const [hour, minute, second = 0] = groups
    .slice(0, 3)
    .map((group) => (group === undefined ? undefined : Number(group)));
  const digits = (groups[3] ?? "").padEnd(9, "0");
  const offset = groups[4] === undefined ? undefined : parseOffset(groups[4]);
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  if (groups[4] !== undefined && offset === undefined) return undefined;
  return { hour, minute, second, micros: Number(digits.slice(0, 6)), nanos: Number(digits.slice(6)), offset };
}

/** `HH:MM:SS.ffffff`. */
export function clockText(clock: Pick<Clock, "hour" | "minute" | "second" | "micros">): string {
  return `${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}.${pad(clock.micros, 6)}`;
}

/** `Z`, `+05:30` or, for offsets of old, `-04:56:02`. */
export function offsetText(offset: number): string {
  if (offset === 0) return "Z";
  const size = Math.abs(offset);
  const seconds = size % 60 === 0 ? "" : `:${pad(size % 60)}`;
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(size / 3600))}:${pad(Math.floor(size / 60) % 60)}${seconds}`;
}

/** A number with leading zeros, two digits wide unless said otherwise. */
export function pad(value: number, width: number = 2): string {
  return String(value).padStart(width, "0");
}

function parseOffset(text: string): number | undefined {
  if (text === "Z" || text === "z") return 0;
  const [hours = 0, minutes = 0, seconds = 0] = (text.match(/\d\d/g) ?? []).map(Number);
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const size = hours * 3600 + minutes * 60 + seconds;
  return text.startsWith("-") && size > 0 ? -size : size;
}

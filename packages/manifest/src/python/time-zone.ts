import { PythonObject } from "./python-object.ts";

/** A fixed offset from UTC, which is all that templates and formats can give a datetime. */
export class TimeZone extends PythonObject {
  readonly pythonType = "datetime.timezone";
  /** Seconds east of UTC. */
  readonly offset: number;
  /** What `%Z` prints. */
  readonly zoneName: string;
  private readonly representation: string | undefined;

  constructor(offset: number, zoneName?: string, representation?: string) {
    super();
    this.offset = offset;
    this.representation = representation;
    this.zoneName = zoneName ?? (offset === 0 ? "UTC" : `UTC${formatOffset(offset, ":")}`);
  }

  override toString(): string {
    return this.zoneName;
  }

  repr(): string {
    if (this.representation !== undefined) return this.representation;
    if (this.offset === 0) return "datetime.timezone.utc";
    const days = Math.floor(this.offset / 86_400);
    const seconds = this.offset - days * 86_400;
    return `datetime.timezone(datetime.timedelta(${days === 0 ? "" : `days=${days}, `}seconds=${seconds}))`;
  }
}

/** UTC. */
export const utc: TimeZone = new TimeZone(0);

/** An offset as ISO 8601 prints it: `+02:00`, or `+0200` with no separator; seconds only where there are some. */
export function formatOffset(offset: number, separator: string): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const absolute = Math.abs(offset);
  const seconds = absolute % 60;
  return [
    `${offset < 0 ? "-" : "+"}${two(Math.floor(absolute / 3600))}`,
    two(Math.floor(absolute / 60) % 60),
    ...(seconds === 0 ? [] : [two(seconds)]),
  ].join(separator);
}

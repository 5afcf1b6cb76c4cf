/** What a database's columns can hold, where databases differ. */
export interface ValueRules {
  /** Number columns keep every digit, up to so many before and after the point; undefined: they hold doubles. */
  readonly exactNumbers: NumberBounds | undefined;
  /** The bounds of a number inside a JSON column; undefined: JSON is kept as text, whatever it says. */
  readonly jsonNumbers: NumberBounds | undefined;
  /** Text may contain NUL; false: it is removed and declared. */
  readonly nulInText: boolean;
  /** First and last year a timestamp can have, in UTC. A day before year 1 is written as year 0000. */
  readonly timestampYears: readonly [number, number];
  /** The largest offset of a time with zone, in seconds. */
  readonly timeOffset: number;
}

/** Most digits of a number. */
export interface NumberBounds {
  readonly beforePoint: number;
  readonly afterPoint: number;
}

/** The rules of a database that holds 64-bit integers, doubles and any text; a cache states only what differs. */
export const defaultValueRules: ValueRules = {
  exactNumbers: undefined,
  jsonNumbers: undefined,
  nulInText: true,
  timestampYears: [1, 9999],
  timeOffset: 86_399,
};

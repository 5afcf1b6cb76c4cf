import type { AirbyteType } from "../value/airbyte-type.ts";

/** What must be known of a column to tell whether a wider type keeps all it holds. */
export interface ColumnFacts {
  /** The largest size (without sign) among the integers of the column; undefined when it holds none. */
  readonly largest?: bigint | undefined;
}

/** All integers up to here are doubles. */
const largestDouble = 2n ** 53n;

/**
 * The type a column takes when its property's type changes, so that every old value survives; undefined when there is none:
 * the column stays, and values that do not fit are NULL and declared. `exactNumbers`: number columns keep every digit.
 */
export function widenedType(
  from: AirbyteType,
  to: AirbyteType,
  facts: ColumnFacts,
  exactNumbers: boolean,
): AirbyteType | undefined {
  if (from === to || from === "json") return undefined;
  if (from === "integer" && to === "number") {
    return exactNumbers || (facts.largest ?? 0n) <= largestDouble ? "number" : "string";
  }
  return to === "string" || to === "json" || keepsMeaning.get(from)?.includes(to) === true ? to : undefined;
}

/** True when `widenedType` asks for the largest integer of the column. */
export function needsLargest(from: AirbyteType, to: AirbyteType | undefined, exactNumbers: boolean): boolean {
  return from === "integer" && to === "number" && !exactNumbers;
}

/** A day is the timestamp at its midnight; where no zone is known, UTC is assumed, as for values. */
const keepsMeaning: ReadonlyMap<AirbyteType, readonly AirbyteType[]> = new Map([
  ["date", ["timestamp_with_timezone", "timestamp_without_timezone"]],
  ["timestamp_without_timezone", ["timestamp_with_timezone"]],
  ["time_without_timezone", ["time_with_timezone"]],
]);

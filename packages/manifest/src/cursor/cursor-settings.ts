import type { PythonDict, PythonValue } from "../python/value.ts";
import type { CursorValues } from "./cursor-value.ts";
import type { SplitSettings } from "./split-interval.ts";
import type { Gap } from "./split-interval.ts";

/** What an incremental sync is made of once its templates are evaluated. */
export interface CursorSettings {
  readonly values: CursorValues;
  /** The record's field that holds the cursor value. */
  readonly cursorField: string;
  /** The slice's keys for its bounds; undefined for counts, whose slices are not told apart by bounds. */
  readonly boundFields: readonly [string, string] | undefined;
  readonly lookback: Gap | undefined;
  /** Evaluates what may change from one cursor to the next: the start, and how a stretch is cut. */
  readonly createSplit: () => SplitSettings;
  /** Options of the request for the bounds of a slice. */
  readonly requestOptions: (target: string, slice: PythonDict) => PythonDict;
}

/** Counts name their bounds so. */
export const defaultBoundFields: readonly [string, string] = ["start", "end"];

/** A cursor value that is missing counts as none. */
export function findCursorValue(record: PythonDict, field: string): PythonValue | undefined {
  return Object.hasOwn(record, field) ? (record[field] ?? undefined) : undefined;
}

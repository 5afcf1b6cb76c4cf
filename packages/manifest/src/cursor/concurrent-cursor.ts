import { comparePython } from "../python/compare-python.ts";
import { computePython } from "../python/compute-python.ts";
import { dumpPythonJson } from "../python/dump-python-json.ts";
import { isTrue } from "../python/is-true.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { RequestTarget } from "../request/request-option.ts";
import type { StreamRecord } from "../stream/stream-record.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import type { Cursor, SliceFollower } from "./cursor.ts";
import { type CursorSettings, defaultBoundFields, findCursorValue } from "./cursor-settings.ts";
import type { Interval } from "./interval.ts";
import { findStateValue, type ReadState, readIntervalState, writeIntervalState } from "./interval-state.ts";
import { mergeIntervals } from "./merge-intervals.ts";
import { type Gap, type SplitSettings, splitInterval } from "./split-interval.ts";
import { replaceBounds, splitSlice } from "./split-slice.ts";

/**
 * The cursor of a stream without partitions (the CDK's `ConcurrentCursor`). It keeps the intervals that were read, so that slices
 * can end in any order: the state never passes a gap.
 */
export class ConcurrentCursor implements Cursor {
  private readonly settings: CursorSettings;
  private readonly bounds: SplitSettings;
  private readonly read: ReadState;
  private readonly emitState: (state: PythonDict) => void;
  private readonly latest = new Map<string, PythonValue>();
  private readonly keys = new WeakMap<StreamSlice, string>();
  private intervals: readonly Interval[];
  private hasClosedSlice = false;
  private lowest: PythonValue | undefined;

  constructor(settings: CursorSettings, state: PythonDict, emitState: (state: PythonDict) => void) {
    this.settings = settings;
    this.bounds = settings.createSplit();
    this.read = readIntervalState(state, settings.cursorField, this.bounds.start, settings.values);
    this.intervals = this.read.intervals;
    this.emitState = emitState;
  }

  get state(): PythonDict {
    return writeIntervalState(this.read, this.intervals, this.settings.cursorField, this.settings.values);
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    yield* this.generateSlices();
  }

  /** The gaps between what was read, then the open part up to the end. */
  *generateSlices(): Generator<StreamSlice> {
    const { granularity, start } = this.bounds;
    const done = mergeIntervals(this.intervals, this.settings.values);
    this.intervals = done;
    const [first] = done;
    const last = done.at(-1);
    if (first === undefined || last === undefined) throw new PythonError("IndexError", "list index out of range");
    if (comparePython("<", start, first.start)) yield* this.splitBetween(start, first.start, false);
    for (const [index, interval] of done.slice(0, -1).entries()) {
      const next = done[index + 1] ?? last;
      const lower = granularity === undefined ? interval.end : computePython("+", interval.end, granularity);
      yield* this.splitBetween(lower, next.start, false);
    }
    const { lookback } = this.settings;
    const lower = lookback === undefined || !isTrue(lookback) ? last.end : computePython("-", last.end, lookback);
    yield* this.splitBetween(lower, this.bounds.end(), true);
  }

  requestOptions(target: RequestTarget, slice: StreamSlice): PythonDict {
    return Object.keys(slice.entries).length === 0 ? {} : this.settings.requestOptions(target, slice.entries);
  }

  observe(record: StreamRecord): void {
    const value = this.readValue(record);
    if (value !== undefined) this.observeValue(record.slice, value);
  }

  /** Keeps a cursor value, parsed, if it is the slice's latest. */
  observeValue(slice: StreamSlice, value: PythonValue): void {
    const key = this.keyOf(slice);
    const latest = this.latest.get(key);
    if (latest === undefined || comparePython("<", latest, value)) this.latest.set(key, value);
  }

  shouldBeSynced(record: StreamRecord): boolean {
    const value = this.readValue(record);
    if (value === undefined) return true;
    this.lowest ??= lowestToSync(this.read.syncStart, this.bounds.start, this.settings.lookback);
    return comparePython("<=", this.lowest, value) && comparePython("<=", value, this.bounds.end());
  }

  closeSlice(slice: StreamSlice): void {
    const added = this.addInterval(slice);
    this.hasClosedSlice = true;
    if (!added) return;
    this.intervals = mergeIntervals(this.intervals, this.settings.values);
    this.emitState(this.state);
  }

  ensureStateEmitted(): void {
    this.emitState(this.state);
  }

  timeOf(state: PythonDict): number | undefined {
    const date = this.settings.values.toDate(findStateValue(state, this.settings.cursorField));
    return date && date.timestamp() * 1000;
  }

  follow(): SliceFollower {
    const copy = new ConcurrentCursor(this.settings, {}, () => {});
    return { observe: (record) => copy.observe(record), rest: (slice) => copy.restOf(slice) };
  }

  split(slice: StreamSlice, minimum: number | undefined): readonly StreamSlice[] | undefined {
    return splitSlice(slice, minimum, this.bounds.granularity, this.settings);
  }

  private restOf(slice: StreamSlice): StreamSlice {
    const latest = this.latest.get(this.keyOf(slice));
    if (latest === undefined) return slice;
    const [startField, endField] = this.settings.boundFields ?? defaultBoundFields;
    return replaceBounds(slice, {
      [startField]: this.settings.values.format(latest),
      [endField]: slice.cursorSlice[endField] ?? null,
    });
  }

  private *splitBetween(lower: PythonValue, upper: PythonValue, upperIsEnd: boolean): Generator<StreamSlice> {
    const [startField, endField] = this.settings.boundFields ?? defaultBoundFields;
    const { format } = this.settings.values;
    for (const [start, end] of splitInterval(lower, upper, upperIsEnd, this.bounds))
      yield new StreamSlice({ cursorSlice: { [startField]: format(start), [endField]: format(end) } });
  }

  private addInterval(slice: StreamSlice): boolean {
    const key = this.keyOf(slice);
    const latest = this.latest.get(key);
    this.latest.delete(key);
    if (this.settings.boundFields !== undefined) {
      const [start, end] = this.settings.boundFields.map((field) => this.readBound(slice, field));
      this.intervals = [...this.intervals, { start: start ?? null, end: end ?? null, latest }];
      return true;
    }
    if (latest === undefined || !isTrue(latest)) return false;
    if (this.hasClosedSlice)
      throw new PythonError(
        "ValueError",
        "Given that slice_boundary_fields is not defined and that per-partition state is not supported, only one slice is expected. Please contact the Airbyte team.",
      );
    this.intervals = [...this.intervals, { start: this.read.syncStart, end: latest, latest }];
    return true;
  }

  private readBound(slice: StreamSlice, field: string): PythonValue {
    if (!Object.hasOwn(slice.entries, field))
      throw new PythonError("KeyError", `Partition is expected to have key \`${field}\` but could not be found`);
    return this.settings.values.parse(slice.entries[field] ?? null);
  }

  /** The record's cursor value, parsed; undefined where it has none or one that cannot be read. */
  private readValue(record: StreamRecord): PythonValue | undefined {
    const value = findCursorValue(record.data, this.settings.cursorField);
    if (value === undefined) return undefined;
    try {
      return this.settings.values.parse(value);
    } catch (error) {
      if (error instanceof PythonError && error.type === "ValueError") return undefined;
      throw error;
    }
  }

  /** Slices are told apart by what they hold. */
  private keyOf(slice: StreamSlice): string {
    const known = this.keys.get(slice);
    if (known !== undefined) return known;
    const key = dumpPythonJson(slice.entries, { sortKeys: true });
    this.keys.set(slice, key);
    return key;
  }
}

/** Records from the lookback window are kept, but none from before the configured start, unless the state itself lies before it. */
function lowestToSync(syncStart: PythonValue, start: PythonValue, lookback: Gap | undefined): PythonValue {
  if (lookback === undefined || !isTrue(lookback)) return syncStart;
  try {
    const lower = computePython("-", syncStart, lookback);
    const floor = comparePython("<", start, syncStart) ? start : syncStart;
    return comparePython("<", lower, floor) ? floor : lower;
  } catch (error) {
    if (error instanceof PythonError && error.type === "OverflowError") return syncStart;
    throw error;
  }
}

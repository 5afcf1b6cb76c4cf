import { copyPython } from "../python/copy-python.ts";
import { comparePython } from "../python/compare-python.ts";
import { computePython } from "../python/compute-python.ts";
import { convertToInteger } from "../python/convert-to-integer.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { parseJson } from "../python/parse-json.ts";
import { PythonError } from "../python/python-error.ts";
import { Timedelta } from "../python/timedelta.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { RequestTarget } from "../request/request-option.ts";
import type { StreamRecord } from "../stream/stream-record.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import { ConcurrentCursor } from "./concurrent-cursor.ts";
import type { Cursor, SliceFollower } from "./cursor.ts";
import { findCursorValue } from "./cursor-settings.ts";
import { OpenPartitions } from "./open-partitions.ts";
import { toPartitionKey } from "./partition-key.ts";
import type { PerPartitionOptions } from "./per-partition-options.ts";

/** Beyond so many partitions the state keeps one cursor for all. */
const globalLimit = 10_000;
/** So many partitions are kept at most. */
const partitionLimit = 25_000;
/** States on the way are emitted no more often, in milliseconds. */
const emitInterval = 600_000;

/**
 * A cursor for every partition, and one over all for partitions that are new (the CDK's `ConcurrentPerPartitionCursor`). The common
 * one advances only at the end of a sync in which every slice was closed.
 */
export class PerPartitionCursor implements Cursor {
  private readonly options: PerPartitionOptions;
  private readonly cursors = new Map<string, ConcurrentCursor>();
  private readonly keys = new WeakMap<PythonDict, string>();
  private readonly open = new OpenPartitions();
  private useGlobalCursor: boolean;
  private globalState: PythonDict | undefined;
  private newGlobalState: PythonDict | undefined;
  private globalCursor: ConcurrentCursor | undefined;
  private statelessCursor: ConcurrentCursor | undefined;
  private lookback: number | bigint = 0;
  private parentState: PythonDict | undefined;
  private partitionCount = 0;
  private hasSyncedData = false;
  private startedAt: number | undefined;
  private emittedAt = -Infinity;

  constructor(options: PerPartitionOptions) {
    this.options = options;
    this.useGlobalCursor = options.useGlobalCursor;
    this.readState(options.state);
  }

  get state(): PythonDict {
    const state: PythonDict = { use_global_cursor: this.useGlobalCursor };
    if (!this.useGlobalCursor)
      state["states"] = [...this.cursors].map(([key, cursor]) => ({ partition: parseJson(key), cursor: cursor.state }));
    if (this.globalState !== undefined) state["state"] = { ...this.globalState };
    state["lookback_window"] = this.lookback;
    if (this.parentState !== undefined) state["parent_state"] = copyPython(this.parentState);
    return state;
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    this.startedAt = performance.now();
    const { router } = this.options;
    let current: { partition: StreamSlice; parentState: PythonDict | undefined } | undefined;
    for await (const partition of router.slices()) {
      const parentState = router.parentState();
      if (current !== undefined) yield* this.slicesOf(current.partition, current.parentState);
      current = { partition, parentState };
    }
    if (current !== undefined) yield* this.slicesOf(current.partition, current.parentState);
  }

  requestOptions(target: RequestTarget, slice: StreamSlice): PythonDict {
    const { router, settings } = this.options;
    const ofRouter = router.requestOptions(target, new StreamSlice({ partition: slice.partition }));
    const bounds = slice.cursorSlice;
    return Object.keys(bounds).length === 0 ? ofRouter : { ...ofRouter, ...settings.requestOptions(target, bounds) };
  }

  observe(record: StreamRecord): void {
    const { values, cursorField } = this.options.settings;
    const written = findCursorValue(record.data, cursorField);
    if (written === undefined) return;
    const value = this.parseValue(written);
    if (value === undefined) return;
    this.hasSyncedData = true;
    this.advanceGlobal(values.format(value));
    if (!this.useGlobalCursor) this.requireCursor(record.slice).observeValue(record.slice, value);
  }

  shouldBeSynced(record: StreamRecord): boolean {
    const cursor = this.useGlobalCursor ? undefined : this.cursors.get(this.keyOf(record.slice));
    this.globalCursor ??= cursor === undefined ? this.createCursor(this.globalState) : undefined;
    return (cursor ?? this.globalCursor ?? this.createCursor(this.globalState)).shouldBeSynced(record);
  }

  closeSlice(slice: StreamSlice): void {
    const key = this.keyOf(slice);
    const isDone = this.open.closeSlice(key);
    if (!this.useGlobalCursor) {
      const cursor = this.requireCursor(slice);
      cursor.closeSlice(slice);
      if (isDone) this.advanceGlobal(cursor.state[this.options.settings.cursorField] ?? null);
    }
    if (isDone) this.open.remove(key);
    this.parentState = this.open.takeParentState() ?? this.parentState;
    this.emitThrottled();
  }

  ensureStateEmitted(): void {
    if (!this.open.hasOpenSlices) {
      if (this.hasSyncedData) {
        this.globalState = this.newGlobalState;
        this.lookback = Math.ceil((performance.now() - (this.startedAt ?? performance.now())) / 1000);
      }
      this.parentState = this.options.router.parentState();
    }
    this.options.emitState(this.state);
  }

  timeOf(state: PythonDict): number | undefined {
    const common = state["state"];
    return isDict(common) && isTrue(common) ? this.stateless().timeOf(common) : undefined;
  }

  follow(): SliceFollower {
    return this.stateless().follow();
  }

  split(slice: StreamSlice, minimum: number | undefined): readonly StreamSlice[] | undefined {
    return this.stateless().split(slice, minimum);
  }

  private stateless(): ConcurrentCursor {
    return (this.statelessCursor ??= new ConcurrentCursor(this.options.settings, {}, () => {}));
  }

  private *slicesOf(partition: StreamSlice, parentState: PythonDict | undefined): Generator<StreamSlice> {
    this.limitPartitions();
    const key = this.keyOf(partition);
    let cursor = this.cursors.get(key);
    if (cursor === undefined) {
      cursor = this.createCursor(this.globalState);
      this.partitionCount += 1;
      this.cursors.set(key, cursor);
    }
    if (!this.open.add(key, parentState)) return;
    let previous: StreamSlice | undefined;
    for (const { cursorSlice } of cursor.generateSlices()) {
      if (previous !== undefined) {
        this.open.addSlice(key, false);
        yield previous;
      }
      previous = new StreamSlice({ partition: partition.partition, cursorSlice, extraFields: partition.extraFields });
    }
    if (previous === undefined) return;
    this.open.addSlice(key, true);
    yield previous;
  }

  private limitPartitions(): void {
    if (this.partitionCount > globalLimit) this.useGlobalCursor = true;
    while (this.cursors.size >= partitionLimit) {
      const finished = this.cursors.keys().find((key) => !this.open.has(key));
      const oldest = finished ?? this.cursors.keys().next().value;
      if (oldest !== undefined) this.cursors.delete(oldest);
    }
  }

  private readState(state: PythonDict): void {
    if (Object.keys(state).length === 0) return;
    if (!Object.hasOwn(state, "states") && !Object.hasOwn(state, "state")) this.setGlobalState(state);
    else {
      this.useGlobalCursor = isTrue(state["use_global_cursor"] ?? false);
      this.lookback = convertToInteger(state["lookback_window"] ?? 0);
      for (const entry of Array.isArray(state["states"]) ? state["states"].filter(isDict) : []) {
        const { partition, cursor } = entry;
        if (!isDict(partition) || !isDict(cursor)) throw new PythonError("KeyError", "'partition'");
        this.partitionCount += 1;
        this.cursors.set(toPartitionKey(partition), this.createCursor(cursor, false));
      }
      if (isDict(state["state"])) this.setGlobalState(state["state"]);
    }
    const parentState = state["parent_state"];
    if (isDict(parentState) && isTrue(parentState)) this.parentState = parentState;
  }

  private setGlobalState(state: PythonDict): void {
    const { values, cursorField } = this.options.settings;
    if (!Object.hasOwn(state, cursorField)) return;
    const value = values.format(values.parse(state[cursorField] ?? null));
    this.globalState = { [cursorField]: value };
    this.newGlobalState = { [cursorField]: value };
  }

  /** Compares as written, as the CDK does. */
  private advanceGlobal(value: PythonValue): void {
    const { cursorField } = this.options.settings;
    const known = this.newGlobalState?.[cursorField];
    if (known === undefined || comparePython("<", known, value)) this.newGlobalState = { [cursorField]: value };
  }

  /** A cursor that starts from a state; from the common one it goes back by the duration of the last sync. */
  private createCursor(state: PythonDict | undefined, withLookback = true): ConcurrentCursor {
    const { settings } = this.options;
    const { values, cursorField } = settings;
    const started: PythonDict = { ...state };
    const value = started[cursorField];
    if (withLookback && Number(this.lookback) !== 0 && value !== undefined && isTrue(value))
      started[cursorField] = values.format(
        computePython("-", values.parse(value), new Timedelta(Number(this.lookback))),
      );
    return new ConcurrentCursor(settings, started, () => {});
  }

  private parseValue(written: PythonValue): PythonValue | undefined {
    try {
      return this.options.settings.values.parse(written);
    } catch (error) {
      if (error instanceof PythonError && error.type === "ValueError") return undefined;
      throw error;
    }
  }

  private requireCursor(slice: StreamSlice): ConcurrentCursor {
    const key = this.keyOf(slice);
    const cursor = this.cursors.get(key);
    if (cursor === undefined) throw new PythonError("KeyError", key);
    return cursor;
  }

  private keyOf(slice: StreamSlice): string {
    const known = this.keys.get(slice.partition);
    if (known !== undefined) return known;
    const key = toPartitionKey(slice.partition);
    this.keys.set(slice.partition, key);
    return key;
  }

  private emitThrottled(): void {
    if (performance.now() - this.emittedAt <= emitInterval) return;
    this.emittedAt = performance.now();
    if (this.useGlobalCursor && (this.parentState === undefined || !isTrue(this.parentState))) return;
    this.options.emitState(this.state);
  }
}

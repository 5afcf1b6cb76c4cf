import type { RejectedRecord } from "../cache/cache.ts";
import type { RejectReason } from "../protocol/message.ts";
import { streamLabel } from "../protocol/stream.ts";
import { type EventReporter, eventStream } from "./event-reporter.ts";

/** What is counted of a record. */
type RejectedPlace = Pick<RejectedRecord, "stream" | "reason">;

/** How many rejected records of a run are kept with their beginning. */
const keptRecords = 100;

/** Counts what cannot be stored, and keeps the first of it for the cache. */
export class RejectedRecords {
  readonly #counts = new Map<RejectReason, number>();
  readonly #changed = new Map<string, { readonly record: RejectedPlace; count: number; reported: number }>();
  readonly #reporter: EventReporter;
  #waiting: RejectedRecord[] = [];
  #kept = 0;

  constructor(reporter: EventReporter) {
    this.#reporter = reporter;
  }

  /** The count of each reason, of all streams. */
  get counts(): readonly { readonly reason: RejectReason; readonly count: number }[] {
    return [...this.#counts].map(([reason, count]) => ({ reason, count }));
  }

  /**
   * Counts a record, whose beginning is asked for when it is kept. The first of a stream and reason is reported at once, the others with
   * `report`: true for such a first one, as long as there are few.
   */
  add(record: RejectedPlace, beginning: () => string): boolean {
    this.#counts.set(record.reason, (this.#counts.get(record.reason) ?? 0) + 1);
    if (this.#kept++ < keptRecords) this.#waiting.push({ ...record, excerpt: beginning() });
    const key = `${record.reason} ${record.stream === undefined ? "" : streamLabel(record.stream)}`;
    const known = this.#changed.get(key);
    if (known !== undefined) known.count++;
    else if (this.#changed.size < keptRecords) {
      this.#changed.set(key, { record, count: 1, reported: 1 });
      this.#emit(record, 1);
      return true;
    }
    return false;
  }

  /** Counts records that the cache itself rejected. */
  addCount(record: RejectedRecord, count: number): void {
    this.#counts.set(record.reason, (this.#counts.get(record.reason) ?? 0) + count);
    this.#emit(record, count);
  }

  /** Reports the counts of this run so far. */
  report(): void {
    for (const entry of this.#changed.values()) {
      if (entry.count === entry.reported) continue;
      entry.reported = entry.count;
      this.#emit(entry.record, entry.count);
    }
  }

  /** The records that are to be kept and were not given out yet. */
  take(): readonly RejectedRecord[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  #emit({ stream, reason }: RejectedPlace, count: number): void {
    this.#reporter.emit({ type: "record-rejected", ...(stream && eventStream(stream)), reason, count });
  }
}

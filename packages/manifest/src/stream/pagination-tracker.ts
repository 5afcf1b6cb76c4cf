import type { Component } from "../load/component.ts";
import type { Cursor, SliceFollower } from "../cursor/cursor.ts";
import type { StreamRecord } from "./stream-record.ts";
import type { StreamSlice } from "./stream-slice.ts";
import { TracedError } from "./traced-error.ts";
import { equalPython } from "../python/equal-python.ts";

/** Follows the pages of one slice: begins them anew where an answer or a number of records asks for it, from the last seen cursor value if the manifest says so. */
export class PaginationTracker {
  readonly #follower: SliceFollower | undefined;
  readonly #limit: number | undefined;
  readonly #allowedAttempts: number;
  #count = 0;
  #attempts = 0;

  constructor(reset: Component | undefined, cursor: Cursor | undefined) {
    this.#follower = reset?.value("action") === "SPLIT_USING_CURSOR" ? cursor?.follow?.() : undefined;
    const limit = reset?.child("limits")?.value("number_of_records");
    this.#limit = typeof limit === "number" ? limit : undefined;
    this.#allowedAttempts = this.#follower === undefined ? 2 : 1;
  }

  observe(records: readonly StreamRecord[]): void {
    this.#count += records.length;
    if (this.#follower !== undefined) for (const record of records) this.#follower.observe(record);
  }

  get hasReachedLimit(): boolean {
    return this.#limit !== undefined && this.#count >= this.#limit;
  }

  /** The slice to go on with. The same slice once too often is an error: nothing would be won. */
  reduce(previous: StreamSlice, original: StreamSlice): StreamSlice {
    const next = this.#follower?.rest(original) ?? previous;
    if (equalPython(next.entries, previous.entries)) {
      this.#attempts += 1;
      if (this.#attempts >= this.#allowedAttempts) throw describeStandstill(this.#attempts, this.#allowedAttempts);
    } else this.#attempts = 0;
    this.#count = 0;
    return next;
  }
}

function describeStandstill(attempts: number, allowed: number): TracedError {
  return new TracedError("Something went wrong in the connector. See the logs for more details.", {
    internalMessage: `There were ${attempts} attempts with the same slice already while the max allowed is ${allowed}`,
  });
}

import type { CallOptions } from "../dataset/dataset.ts";
import { type StreamKey, streamLabel } from "../protocol/stream.ts";
import type { StreamWriter } from "./cache.ts";
import { guardCall, misuse } from "./guard-call.ts";
import type { RecordBatch } from "./record-batch.ts";
import type { StreamPlan } from "./stream-plan.ts";
import type { TableName } from "./stored.ts";

/** Passes batches on in order, one at a time, and knows which rows may be finalized. */
export class GuardedWriter implements StreamWriter {
  readonly stream: StreamKey;
  readonly table: TableName;
  readonly generation: number;
  readonly minimumGeneration: number;
  readonly inner: StreamWriter;
  readonly #cache: string;
  readonly #mode: StreamPlan["mode"];
  readonly #checkRun: () => void;
  readonly #explain: (error: unknown) => Promise<unknown>;
  #last: { readonly sequence: number; readonly firstOrdinal: number; readonly count: number } | undefined;
  #staged = 0;
  #finalized = 0;
  #isSwapped = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** `checkRun` throws when the run has ended; `explain` answers the reason for a failure. */
  constructor(
    inner: StreamWriter,
    options: {
      readonly cache: string;
      readonly mode: StreamPlan["mode"];
      readonly checkRun: () => void;
      readonly explain: (error: unknown) => Promise<unknown>;
    },
  ) {
    this.inner = inner;
    this.stream = inner.stream;
    this.table = inner.table;
    this.generation = inner.generation;
    this.minimumGeneration = inner.minimumGeneration;
    this.#cache = options.cache;
    this.#mode = options.mode;
    this.#checkRun = options.checkRun;
    this.#explain = options.explain;
  }

  stage(batch: RecordBatch, options?: CallOptions): Promise<void> {
    return this.#inTurn(options, async () => {
      this.#checkBatch(batch);
      await this.inner.stage(batch, options);
      this.#last = { sequence: batch.sequence, firstOrdinal: batch.firstOrdinal, count: batch.count };
      this.#staged = batch.firstOrdinal + batch.count - 1;
    });
  }

  discard(options?: CallOptions): Promise<void> {
    return this.#inTurn(options, () => this.inner.discard(options));
  }

  /** Throws unless the rows through this ordinal are staged, come after those that are final, and may still become visible. */
  checkPart(through: number): void {
    const label = streamLabel(this.stream);
    if (this.#isSwapped) throw misuse(`Stream ${label} is replaced and complete: nothing can follow.`);
    if (!Number.isSafeInteger(through) || through < this.#finalized || through > this.#staged) {
      throw misuse(
        `Stream ${label} cannot be finalized through row ${through}: ${this.#finalized} are final, ${this.#staged} staged.`,
      );
    }
  }

  /** Notes that rows are final. */
  notePart(through: number, complete: boolean): void {
    this.#finalized = through;
    this.#isSwapped ||= complete && this.#mode === "replace";
  }

  #checkBatch({ sequence, firstOrdinal, count }: RecordBatch): void {
    const last = this.#last;
    const isAgain = last?.sequence === sequence && last.firstOrdinal === firstOrdinal && last.count === count;
    const isNext =
      sequence === (last === undefined ? 0 : last.sequence + 1) && firstOrdinal === this.#staged + 1 && count > 0;
    if (isAgain || isNext) return;
    const label = streamLabel(this.stream);
    throw misuse(
      `Batch ${sequence} of stream ${label} (${count} rows from ${firstOrdinal}) does not follow row ${this.#staged}.`,
    );
  }

  #inTurn(options: CallOptions | undefined, call: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(async () => {
      this.#checkRun();
      try {
        await guardCall(this.#cache, options, call);
      } catch (error) {
        throw await this.#explain(error);
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

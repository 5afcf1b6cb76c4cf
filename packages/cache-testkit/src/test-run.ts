import {
  type BeginPlan,
  type CacheRun,
  type CallOptions,
  type FinalizeReport,
  type RunReport,
  type StoredState,
  streamId,
  type StreamKey,
  streamLabel,
  type StreamPlan,
  type StreamWriter,
} from "@airdock/core";
import { breakBatch } from "./record/break-batch.ts";
import { makeBatch } from "./record/make-batch.ts";
import type { TestRecord } from "./record/test-record.ts";

/** What one finalize of a case makes visible. */
export interface TestPart {
  /** Which streams, and how far. Default: every stream of the run, through all that is staged. */
  readonly streams?: readonly TestStreamPart[];
  /** For streams that do not say it themselves. Default false. */
  readonly complete?: boolean;
  readonly states?: readonly StoredState[];
  readonly forget?: readonly StreamKey[];
}

/** One stream of a part; `through` by default everything staged. */
export interface TestStreamPart {
  readonly plan: StreamPlan;
  readonly through?: number;
  readonly complete?: boolean;
}

/** How a batch is staged. */
export interface StageOptions extends CallOptions {
  /** Default 1. */
  readonly times?: number;
  /** Default false. */
  readonly breaks?: boolean;
}

/** A run that has begun: gives records their ordinals and batches their numbers, as the pipeline does. */
export class TestRun {
  readonly run: CacheRun;
  readonly plans: readonly StreamPlan[];
  /** The states `begin` left. */
  readonly states: readonly StoredState[];
  readonly #writers: ReadonlyMap<string, StreamWriter>;
  readonly #staged = new Map<string, { batches: number; rows: number }>();

  constructor(run: CacheRun, plans: readonly StreamPlan[], begun: Awaited<ReturnType<CacheRun["begin"]>>) {
    this.run = run;
    this.plans = plans;
    this.states = begun.states;
    this.#writers = new Map(begun.writers.map((writer) => [streamId(writer.stream), writer]));
  }

  /** Begins a run for these streams. */
  static async begin(run: CacheRun, plans: readonly StreamPlan[], more: Partial<BeginPlan> = {}): Promise<TestRun> {
    return new TestRun(run, plans, await run.begin({ streams: plans, refresh: [], ...more }));
  }

  /** The writer that `begin` made for a stream. */
  writer({ stream }: StreamPlan): StreamWriter {
    const writer = this.#writers.get(streamId(stream));
    if (writer === undefined) throw new Error(`The run has no writer for ${streamLabel(stream)}.`);
    return writer;
  }

  /** How many rows of a stream are staged: the ordinal of the last one. */
  staged({ stream }: StreamPlan): number {
    return this.#staged.get(streamId(stream))?.rows ?? 0;
  }

  /**
   * Stages the next batch of a stream, `times` over; the batch's bytes are gone afterwards. One that `breaks` throws when
   * its last record is read.
   */
  async stage(plan: StreamPlan, records: readonly TestRecord[], options: StageOptions = {}): Promise<void> {
    const { times = 1, breaks = false, ...call } = options;
    const { batches: sequence, rows } = this.#staged.get(streamId(plan.stream)) ?? { batches: 0, rows: 0 };
    const place = { run: this.run, stream: plan.stream, sequence, firstOrdinal: rows + 1 };
    for (let time = 0; time < times; time += 1) {
      const { batch, spoil } = await makeBatch(place, records);
      await this.writer(plan).stage(breaks ? breakBatch(batch) : batch, call);
      spoil();
    }
    this.#staged.set(streamId(plan.stream), { batches: sequence + 1, rows: rows + records.length });
  }

  /** Makes rows and states visible. */
  async finalize(part: TestPart = {}, options: CallOptions = {}): Promise<FinalizeReport> {
    const { streams = this.plans.map((plan) => ({ plan })), complete = false, states = [], forget = [] } = part;
    const parts = streams.map((stream: TestStreamPart) => ({
      writer: this.writer(stream.plan),
      through: stream.through ?? this.staged(stream.plan),
      complete: stream.complete ?? complete,
    }));
    return await this.run.finalize({ streams: parts, states, forget }, options);
  }

  /** Ends the run; by default well, with nothing to tell about its streams. */
  async finish(report: Partial<RunReport> = {}): Promise<void> {
    await this.run.finish({ outcome: "ok", streams: [], ...report });
  }
}

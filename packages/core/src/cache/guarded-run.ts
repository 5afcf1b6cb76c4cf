import type { CallOptions } from "../dataset/dataset.ts";
import { isAirdockError } from "../error/airdock-error.ts";
import { streamId, streamLabel } from "../protocol/stream.ts";
import type { BeginPlan, CacheRun, FinalizePart, FinalizeReport, RejectedRecord, StreamWriter } from "./cache.ts";
import { guardCall, misuse } from "./guard-call.ts";
import { GuardedWriter } from "./guarded-writer.ts";
import type { RunReport, StoredState, StoredStream } from "./stored.ts";

/** Passes the calls of a run on in the order the contract asks for: `begin` once, one write at a time, nothing after `finish`. */
export class GuardedRun implements CacheRun {
  readonly id: number;
  readonly token: string;
  readonly startedAt: Date;
  readonly streams: readonly StoredStream[];
  readonly states: readonly StoredState[];
  readonly #inner: CacheRun;
  readonly #cache: string;
  readonly #checkOpen: () => void;
  #writers: ReadonlyMap<StreamWriter, GuardedWriter> | undefined;
  #hasBegun = false;
  #isFinished = false;
  #writing: string | undefined;

  /** `checkOpen` throws when the cache is closed. */
  constructor(inner: CacheRun, cache: string, checkOpen: () => void) {
    this.id = inner.id;
    this.token = inner.token;
    this.startedAt = inner.startedAt;
    this.streams = inner.streams;
    this.states = inner.states;
    this.#inner = inner;
    this.#cache = cache;
    this.#checkOpen = checkOpen;
  }

  async begin(
    plan: BeginPlan,
    options?: CallOptions,
  ): Promise<{ writers: readonly StreamWriter[]; states: readonly StoredState[] }> {
    if (this.#hasBegun) throw misuse("A run begins once.");
    checkPlan(plan);
    const begun = await this.#write("begin", options, () => this.#inner.begin(plan, options));
    this.#hasBegun = true;
    const byId = new Map(begun.writers.map((writer) => [streamId(writer.stream), writer]));
    const writers = plan.streams.map(({ stream, mode }) => {
      const inner = byId.get(streamId(stream));
      if (inner === undefined) throw misuse(`The cache made no writer for stream ${streamLabel(stream)}.`);
      return new GuardedWriter(inner, {
        cache: this.#cache,
        mode,
        checkRun: () => this.#check(),
        explain: this.#explain,
      });
    });
    this.#writers = new Map(writers.map((writer) => [writer, writer]));
    return { writers, states: begun.states };
  }

  async finalize(part: FinalizePart, options?: CallOptions): Promise<FinalizeReport> {
    const own = part.streams.map(({ writer, through, complete }) => ({ writer: this.#own(writer), through, complete }));
    if (new Set(own.map(({ writer }) => writer)).size < own.length)
      throw misuse("A stream is finalized twice in one part.");
    for (const { writer, through } of own) writer.checkPart(through);
    checkStates(part.states);
    const streams = own.map(({ writer, ...rest }) => ({ ...rest, writer: writer.inner }));
    const report = await this.#write("finalize", options, () => this.#inner.finalize({ ...part, streams }, options));
    for (const { writer, through, complete } of own) writer.notePart(through, complete);
    return report;
  }

  async setStates(states: readonly StoredState[], options?: CallOptions): Promise<void> {
    checkStates(states);
    await this.#write("setStates", options, () => this.#inner.setStates(states, options));
  }

  async reject(records: readonly RejectedRecord[], options?: CallOptions): Promise<void> {
    this.#check();
    if (records.length > 0) await guardCall(this.#cache, options, () => this.#inner.reject(records, options));
  }

  /** A write that is open proves that this run lives, and renews the lease itself. */
  async renew(options?: CallOptions): Promise<void> {
    this.#check();
    if (this.#writing === undefined) await guardCall(this.#cache, options, () => this.#inner.renew(options));
  }

  async finish(report: RunReport, options?: CallOptions): Promise<void> {
    await this.#write("finish", options, () => this.#inner.finish(report, options));
    this.#isFinished = true;
  }

  async #write<Result>(name: string, options: CallOptions | undefined, call: () => Promise<Result>): Promise<Result> {
    this.#check();
    if (this.#writing !== undefined) throw misuse(`${name} was called while ${this.#writing} is open.`);
    this.#writing = name;
    try {
      return await guardCall(this.#cache, options, call);
    } catch (error) {
      throw await this.#explain(error);
    } finally {
      this.#writing = undefined;
    }
  }

  /**
   * The better reason for a failure: who takes a connection over removes what the run before has staged, whose disk then seems to fail.
   */
  #explain = async (error: unknown): Promise<unknown> => {
    if (!isAirdockError(error) || !lossCodes.has(error.code)) return error;
    try {
      await guardCall(this.#cache, undefined, () => this.#inner.renew());
      return error;
    } catch (lost) {
      return isAirdockError(lost) && lost.code === "LEASE_LOST" ? lost : error;
    }
  };

  #check(): void {
    this.#checkOpen();
    if (this.#isFinished) throw misuse("The run is finished.");
  }

  #own(writer: StreamWriter): GuardedWriter {
    const own = this.#writers?.get(writer);
    if (own === undefined) throw misuse(`The writer of stream ${streamLabel(writer.stream)} is not one of this run.`);
    return own;
  }
}

/** What a cache may say when its staged rows are gone. */
const lossCodes: ReadonlySet<string> = new Set(["DISK_UNWRITABLE", "CACHE_FAILED", "UNEXPECTED"]);

function checkPlan({ streams, refresh }: BeginPlan): void {
  for (const keys of [streams, refresh]) {
    if (new Set(keys.map(({ stream }) => streamId(stream))).size < keys.length)
      throw misuse("A stream is planned twice.");
  }
  const keyless = streams.find(({ mode, primaryKey }) => mode === "merge" && primaryKey.length === 0);
  if (keyless !== undefined)
    throw misuse(`Stream ${streamLabel(keyless.stream)} cannot be merged without a primary key.`);
}

function checkStates(states: readonly StoredState[]): void {
  const odd = states.find(({ type, stream }) => (type === "STREAM") !== (stream !== undefined));
  if (odd !== undefined)
    throw misuse(`A ${odd.type} state ${odd.stream === undefined ? "names no" : "cannot name a"} stream.`);
}

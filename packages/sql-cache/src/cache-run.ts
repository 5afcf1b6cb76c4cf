import type {
  BeginPlan,
  CallOptions,
  CacheRun,
  FinalizePart,
  FinalizeReport,
  RejectedRecord,
  RunReport,
  StoredState,
  StoredStream,
  StreamWriter,
} from "@airdock/core";
import { beginStreams } from "./begin/begin-streams.ts";
import { CacheError } from "./error/cache-error.ts";
import { dropUnneeded } from "./finalize/drop-unneeded.ts";
import { finalizePart } from "./finalize/finalize-part.ts";
import { finishRun } from "./run/finish-run.ts";
import { keepRejected } from "./run/keep-rejected.ts";
import type { RunContext } from "./run/run-context.ts";
import { replaceStates } from "./state/replace-states.ts";
import { SqlStreamWriter } from "./stream-writer.ts";

/** What the cache held of the connection when the run started. */
export interface RunPast {
  readonly streams: readonly StoredStream[];
  readonly states: readonly StoredState[];
}

/** A run of a SQL cache: every write goes through the lease. */
export class SqlCacheRun implements CacheRun {
  readonly id: number;
  readonly token: string;
  readonly startedAt: Date;
  readonly streams: readonly StoredStream[];
  readonly states: readonly StoredState[];
  readonly #context: RunContext;
  #writers: readonly SqlStreamWriter[] = [];

  constructor(context: RunContext, past: RunPast) {
    this.id = context.run.id;
    this.token = context.run.token;
    this.startedAt = context.run.startedAt;
    this.streams = past.streams;
    this.states = past.states;
    this.#context = context;
  }

  async begin(
    plan: BeginPlan,
    options: CallOptions = {},
  ): Promise<{ readonly writers: readonly StreamWriter[]; readonly states: readonly StoredState[] }> {
    const { writers, states } = await beginStreams(this.#context, plan, options);
    this.#writers = writers;
    return { writers, states };
  }

  async finalize(part: FinalizePart, options: CallOptions = {}): Promise<FinalizeReport> {
    const streams = part.streams.map(({ writer, through, complete }) => {
      if (!(writer instanceof SqlStreamWriter)) throw foreignWriter();
      return { writer, complete, ...writer.rangeThrough(through) };
    });
    const present = this.#writers.map(({ stream }) => stream);
    return await finalizePart(this.#context, { ...part, streams, present }, options);
  }

  async setStates(states: readonly StoredState[], options: CallOptions = {}): Promise<void> {
    await replaceStates(this.#context, states, options);
  }

  async reject(records: readonly RejectedRecord[], options: CallOptions = {}): Promise<void> {
    await keepRejected(this.#context, records, options);
  }

  async renew(options: CallOptions = {}): Promise<void> {
    if (!this.#context.isWriting) await this.#context.write(async () => {}, { ...options, repeatable: true });
  }

  async finish(report: RunReport, options: CallOptions = {}): Promise<void> {
    for (const writer of this.#writers) await dropUnneeded(this.#context, writer);
    await finishRun(this.#context, report, options);
  }
}

function foreignWriter(): CacheError {
  return new CacheError("A writer of another run was handed to finalize.", { code: "CACHE_MISUSED" });
}

import type {
  BeginPlan,
  CacheRun,
  FinalizePart,
  FinalizeReport,
  RejectedRecord,
  RunStart,
  StreamWriter,
} from "../cache/cache.ts";
import type { RunReport, StoredRun, StoredState, StoredStream } from "../cache/stored.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { streamId } from "../protocol/stream.ts";
import { beginStream, checkStream, refreshStream } from "./begin-memory-stream.ts";
import { forgetStreams, saveState } from "./memory-states.ts";
import { describeStream, type MemoryConnection, type MemoryStore, type Mutable } from "./memory-store.ts";
import { MemoryWriter } from "./memory-writer.ts";

/** Whose run it is, and with which config. */
export interface RunOwner extends Pick<RunStart, "connector" | "configHash"> {
  readonly token: string;
}

/** A run of a memory cache. Every change happens in one turn of the event loop, which makes it a transaction. */
export class MemoryRun implements CacheRun {
  readonly id: number;
  readonly token: string;
  readonly startedAt: Date;
  readonly streams: readonly StoredStream[];
  readonly states: readonly StoredState[];
  readonly #store: MemoryStore;
  readonly #connection: MemoryConnection;
  readonly #stored: Mutable<StoredRun>;
  readonly #start: RunOwner;
  readonly #writers = new Map<StreamWriter["stream"], MemoryWriter>();

  constructor(store: MemoryStore, connection: MemoryConnection, stored: Mutable<StoredRun>, start: RunOwner) {
    this.id = stored.id;
    this.token = start.token;
    this.#start = start;
    this.startedAt = stored.startedAt;
    this.streams = [...connection.streams.values()].map(describeStream);
    this.states = connection.states;
    this.#store = store;
    this.#connection = connection;
    this.#stored = stored;
  }

  async begin(plan: BeginPlan): Promise<{ writers: readonly StreamWriter[]; states: readonly StoredState[] }> {
    const connection = this.#holdLease();
    for (const stream of plan.streams) checkStream(connection, stream);
    Object.assign(connection, { connector: this.#start.connector, configHash: this.#start.configHash });
    for (const stream of plan.streams) beginStream(connection, stream);
    for (const refresh of plan.refresh) refreshStream(connection, refresh);
    const refreshed = plan.refresh.map(({ stream }) => stream);
    connection.states = plan.forget === true ? [] : forgetStreams(connection.states, refreshed);
    for (const stream of plan.streams) {
      const target = connection.streams.get(streamId(stream.stream));
      if (target !== undefined) this.#writers.set(stream.stream, new MemoryWriter(target, stream, this.id));
    }
    return { writers: [...this.#writers.values()], states: connection.states };
  }

  async finalize(part: FinalizePart): Promise<FinalizeReport> {
    const connection = this.#holdLease();
    const streams = part.streams.map(({ writer, through, complete }) => this.#own(writer).finalize(through, complete));
    for (const state of part.states) this.#saveState(connection, state);
    connection.states = forgetStreams(connection.states, part.forget);
    return { streams };
  }

  async setStates(states: readonly StoredState[]): Promise<void> {
    this.#holdLease().states = [...states];
  }

  async reject(records: readonly RejectedRecord[]): Promise<void> {
    const { name: connection } = this.#holdLease();
    this.#store.rejected.push(...records.map((record) => ({ ...record, connection, run: this.id })));
  }

  async renew(): Promise<void> {
    this.#holdLease();
  }

  async finish(report: RunReport): Promise<void> {
    const connection = this.#holdLease();
    for (const writer of this.#writers.values()) await writer.discard();
    this.#stored.report = report;
    this.#stored.endedAt = new Date();
    connection.lease = undefined;
  }

  #saveState(connection: MemoryConnection, state: StoredState): void {
    connection.states = saveState(connection.states, state);
    if (state.type === "STREAM") return;
    const present = new Set([...this.#writers.keys()].map(streamId));
    for (const [id, stream] of connection.streams) if (!present.has(id)) stream.missedState = true;
  }

  #own(writer: StreamWriter): MemoryWriter {
    const own = [...this.#writers.values()].find(({ stream }) => streamId(stream) === streamId(writer.stream));
    if (own !== undefined) return own;
    throw new AirdockError("A writer of another run was finalized.", { code: "CACHE_MISUSED" });
  }

  #holdLease(): MemoryConnection {
    const { lease, name } = this.#connection;
    if (lease?.token !== this.token) {
      throw new AirdockError(`Another run has taken over connection ${name}.`, { code: "LEASE_LOST" });
    }
    lease.renewedAt = Date.now();
    return this.#connection;
  }
}

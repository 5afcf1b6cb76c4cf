import type { Cache, CacheRun, FinalizePart, FinalizeReport, StreamWriter } from "../src/cache/cache.ts";
import type { RecordBatch } from "../src/cache/record-batch.ts";
import type { StreamKey } from "../src/protocol/stream.ts";

/** Called before the cache's own part; what throws is the fault. */
export interface Faults {
  readonly begin?: () => void | Promise<void>;
  readonly stage?: (stream: StreamKey, batch: RecordBatch) => void | Promise<void>;
  readonly finalize?: (part: FinalizePart) => void | Promise<void>;
  /** What the cache reports instead. */
  readonly report?: (report: FinalizeReport) => FinalizeReport;
  readonly renew?: () => void | Promise<void>;
  readonly finish?: () => void | Promise<void>;
}

/** A cache that fails where it is told to, and works otherwise. */
export function createFaultyCache(inner: Cache, faults: Faults): Cache {
  return {
    contract: 1,
    name: inner.name,
    supports: inner.supports,
    open: (options) => inner.open(options),
    startRun: async (start, options) => addRunFaults(await inner.startRun(start, options), faults),
    connections: (options) => inner.connections(options),
    states: (connection, options) => inner.states(connection, options),
    runs: (options) => inner.runs(options),
    dataset: (key) => inner.dataset(key),
    close: () => inner.close(),
    [Symbol.asyncDispose]: () => inner.close(),
  };
}

function addRunFaults(run: CacheRun, faults: Faults): CacheRun {
  const inner = new Map<StreamWriter, StreamWriter>();
  return {
    id: run.id,
    token: run.token,
    startedAt: run.startedAt,
    streams: run.streams,
    states: run.states,
    async begin(plan, options) {
      await faults.begin?.();
      const begun = await run.begin(plan, options);
      const writers = begun.writers.map((writer) => addWriterFaults(writer, faults));
      for (const [index, writer] of writers.entries()) inner.set(writer, begun.writers[index] ?? writer);
      return { ...begun, writers };
    },
    async finalize(part, options) {
      await faults.finalize?.(part);
      const streams = part.streams.map(({ writer, ...rest }) => ({ ...rest, writer: inner.get(writer) ?? writer }));
      const report = await run.finalize({ ...part, streams }, options);
      return faults.report?.(report) ?? report;
    },
    setStates: (states, options) => run.setStates(states, options),
    reject: (records, options) => run.reject(records, options),
    async renew(options) {
      await faults.renew?.();
      await run.renew(options);
    },
    async finish(report, options) {
      await faults.finish?.();
      await run.finish(report, options);
    },
  };
}

function addWriterFaults(writer: StreamWriter, faults: Faults): StreamWriter {
  return {
    stream: writer.stream,
    table: writer.table,
    generation: writer.generation,
    minimumGeneration: writer.minimumGeneration,
    async stage(batch, options) {
      await faults.stage?.(writer.stream, batch);
      await writer.stage(batch, options);
    },
    discard: (options) => writer.discard(options),
  };
}

import type { DeclarativeStream } from "./declarative-stream.ts";
import { describeStreamError, representError } from "./describe-error.ts";
import type { Engine } from "./engine.ts";
import { Gate } from "./gate.ts";
import type { StreamSlice } from "./stream-slice.ts";
import { TracedError } from "./traced-error.ts";

/** Partitions a stream may be ahead of its readers. */
const queueLimit = 100;

/** How many partitions are read at a time, and of how many streams partitions are found at a time. */
export interface ReadLimits {
  readonly readers: number;
  readonly generators: number;
  /** Streams of one group are not read at the same time; by stream. */
  readonly groups: ReadonlyMap<string, string>;
}

/**
 * Reads streams and writes their records, states and statuses. A failing partition makes its stream INCOMPLETE and does not stop
 * the others; failures are summed up at the end by a rejection.
 */
export async function readStreams(
  streams: readonly DeclarativeStream[],
  engine: Engine,
  limits: ReadLimits,
): Promise<void> {
  const failures: string[] = [];
  const readers = new Gate(limits.readers);
  const generators = new Gate(limits.generators);
  const groups = new Map<string, Gate>();
  await Promise.all(
    streams.map(async (stream) => {
      const group = limits.groups.get(stream.name);
      const gate = group === undefined ? undefined : (groups.get(group) ?? new Gate(1));
      if (group !== undefined && gate !== undefined) groups.set(group, gate);
      await gate?.enter();
      await new StreamRun(stream, engine, { readers, generators }).run(failures);
      gate?.leave();
    }),
  );
  if (failures.length > 0)
    throw new TracedError(`During the sync, the following streams did not sync successfully: ${failures.join("\n")}`, {
      failureType: "config_error",
      internalMessage: "Concurrent read failure",
    });
}

class StreamRun {
  readonly #stream: DeclarativeStream;
  readonly #engine: Engine;
  readonly #gates: { readonly readers: Gate; readonly generators: Gate };
  #records = 0;
  #failed = false;

  constructor(stream: DeclarativeStream, engine: Engine, gates: { readonly readers: Gate; readonly generators: Gate }) {
    this.#stream = stream;
    this.#engine = engine;
    this.#gates = gates;
  }

  async run(failures: string[]): Promise<void> {
    const { messages, secrets } = this.#engine;
    const fail = (error: unknown): void => {
      this.#failed = true;
      const trace = describeStreamError(error, this.#stream.name);
      messages.error({ ...trace, stream: this.#stream.name });
      failures.push(`${this.#stream.name}: ${secrets.redact(representError(error))}`);
    };
    const { generators } = this.#gates;
    await generators.enter();
    messages.status(this.#stream.name, "STARTED");
    messages.flush();
    const reads = new Set<Promise<void>>();
    try {
      for await (const slice of this.#stream.cursor.slices()) {
        if (reads.size >= queueLimit) await Promise.race(reads);
        const read = this.#readSlice(slice)
          .catch(fail)
          .finally(() => reads.delete(read));
        reads.add(read);
      }
    } catch (error) {
      fail(error);
    }
    generators.leave();
    await Promise.all(reads);
    this.#stream.cursor.ensureStateEmitted();
    messages.log("INFO", `Read ${this.#records} records from ${this.#stream.name} stream`);
    messages.status(this.#stream.name, this.#failed ? "INCOMPLETE" : "COMPLETE");
    messages.flush();
    await messages.drained();
  }

  async #readSlice(slice: StreamSlice): Promise<void> {
    const { messages } = this.#engine;
    const { name, cursor } = this.#stream;
    const { readers } = this.#gates;
    await readers.enter();
    try {
      for await (const records of this.#stream.readPages(slice)) {
        if (records.length === 0) continue;
        if (this.#records === 0) messages.status(name, "RUNNING");
        this.#records += records.length;
        messages.records(name, records);
        for (const record of records) cursor.observe(record);
        messages.flush();
        await messages.drained();
      }
      cursor.closeSlice(slice);
    } finally {
      readers.leave();
    }
  }
}

import {
  type BeginPlan,
  type Cache,
  type CacheRun,
  currentHolder,
  type FinalizeReport,
  type JsonObject,
  rawIdPrefix,
  readMessages,
  RecordBuffer,
  BufferedBatch,
  type Row,
  type RunStart,
  type StoredState,
  type StreamPlan,
  type StreamWriter,
} from "@airdock/core";

/** Who syncs: this process, unless it is said otherwise. */
export async function runStart(start: Partial<RunStart> = {}): Promise<RunStart> {
  const holder = await currentHolder();
  return { connection: "shop", connector: "sample:shop", configHash: "one", acceptChange: false, holder, ...start };
}

/** A stream as the pipeline plans it, with what a test leaves unsaid. */
export function planStream(name: string, plan: Partial<StreamPlan> = {}): StreamPlan {
  return {
    stream: { name },
    jsonSchema: { type: "object", properties: { id: { type: "integer" }, name: { type: "string" } } },
    mode: "append",
    primaryKey: [],
    columns: {},
    undeclared: "add",
    onTypeChange: "widen",
    deletes: "hard",
    ...plan,
  };
}

/** A STREAM state of a stream. */
export function streamState(name: string, cursor: number): StoredState {
  const state = { type: "STREAM", stream: { stream_descriptor: { name }, stream_state: { cursor } } };
  return { type: "STREAM", stream: { name }, text: JSON.stringify({ type: "STATE", state }) };
}

/** Starts a run and begins it with one stream. */
export async function beginStream(
  cache: Cache,
  plan: StreamPlan,
  more: { readonly start?: Partial<RunStart>; readonly begin?: Partial<BeginPlan> } = {},
): Promise<StreamRun> {
  const run = await cache.startRun(await runStart(more.start));
  const { writers, states } = await run.begin({ streams: [plan], refresh: [], ...more.begin });
  const [writer] = writers;
  if (writer === undefined) throw new Error("The run has no writer.");
  return new StreamRun(run, writer, states);
}

/** A run of one stream; ordinals and batches count on from call to call. */
export class StreamRun {
  readonly run: CacheRun;
  readonly writer: StreamWriter;
  /** The states that `begin` left. */
  readonly states: readonly StoredState[];
  #batches = 0;
  #through = 0;

  constructor(run: CacheRun, writer: StreamWriter, states: readonly StoredState[]) {
    this.run = run;
    this.writer = writer;
    this.states = states;
  }

  /** Stages records as a connector's lines would come in. */
  async stage(rows: readonly JsonObject[], emittedAt: number = Date.UTC(2024, 4, 1)): Promise<void> {
    const lines = rows.map((data) =>
      JSON.stringify({ type: "RECORD", record: { stream: this.writer.stream.name, data, emitted_at: emittedAt } }),
    );
    const bytes = Buffer.from(`${lines.join("\n")}\n`);
    const messages = (await Array.fromAsync(readMessages(ReadableStream.from([bytes])))).flat();
    const records = messages.filter((message) => message.kind === "record");
    await this.writer.stage(
      new BufferedBatch({
        sequence: this.#batches++,
        firstOrdinal: this.#through + 1,
        rawIdPrefix: rawIdPrefix(this.run, this.writer.stream),
        records: RecordBuffer.of(records),
      }),
    );
    this.#through += records.length;
  }

  /** Makes what is staged visible, through the last record unless it is said otherwise. */
  async finalize(
    part: { readonly through?: number; readonly complete?: boolean; readonly states?: readonly StoredState[] } = {},
  ): Promise<FinalizeReport["streams"][number]> {
    const { through = this.#through, complete = false, states = [] } = part;
    const report = await this.run.finalize({
      streams: [{ writer: this.writer, through, complete }],
      states,
      forget: [],
    });
    const [stream] = report.streams;
    if (stream === undefined) throw new Error("The report has no stream.");
    return stream;
  }

  async finish(): Promise<void> {
    await this.run.finish({ outcome: "ok", streams: [] });
  }
}

/** The rows of a stream, without the columns that every table has. */
export async function readRows(cache: Cache, name: string, connection: string = "shop"): Promise<readonly Row[]> {
  const rows = await Array.fromAsync(cache.dataset({ connection, stream: { name } }).rows());
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !column.startsWith("_airbyte_"))),
  );
}

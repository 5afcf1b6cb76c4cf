import {
  readMessages,
  type CacheRun,
  type JsonObject,
  rawIdPrefix,
  RecordSliceBatch,
  type StreamPlan,
  type StreamWriter,
} from "@airdock/core";

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

/** Stages records of one stream as a connector's lines would come in; ordinals and batches count on from call to call. */
export class RecordFeed {
  readonly #run: CacheRun;
  readonly #writer: StreamWriter;
  #batches = 0;
  #ordinal = 1;

  constructor(run: CacheRun, writer: StreamWriter) {
    this.#run = run;
    this.#writer = writer;
  }

  /** The ordinal of the last staged record. */
  get through(): number {
    return this.#ordinal - 1;
  }

  async stage(rows: readonly JsonObject[], emittedAt: number = Date.UTC(2024, 4, 1)): Promise<void> {
    const lines = rows.map((data) =>
      JSON.stringify({ type: "RECORD", record: { stream: this.#writer.stream.name, data, emitted_at: emittedAt } }),
    );
    const messages = (
      await Array.fromAsync(readMessages(ReadableStream.from([Buffer.from(`${lines.join("\n")}\n`)])))
    ).flat();
    const records = messages.filter((message) => message.kind === "record");
    await this.#writer.stage(
      new RecordSliceBatch({
        sequence: this.#batches++,
        firstOrdinal: this.#ordinal,
        fields: new Set(records.flatMap(({ fields }) => fields)),
        marks: records.reduce((marks, record) => marks | record.marks, 0),
        rawIdPrefix: rawIdPrefix(this.#run, this.#writer.stream),
        records,
      }),
    );
    this.#ordinal += records.length;
  }
}

import type { RecordBatch, RecordChange, RecordLine, RecordRow } from "../cache/record-batch.ts";
import { rawId } from "../cache/raw-id.ts";
import { parseCells } from "../protocol/parse-record.ts";
import type { RecordBuffer } from "./record-buffer.ts";

/** What a batch is made of. */
export interface BatchContent {
  readonly sequence: number;
  readonly firstOrdinal: number;
  readonly rawIdPrefix: string;
  /** Nothing may be added any more. */
  readonly records: RecordBuffer;
}

/** A batch over the connector's own bytes: nothing is parsed before `rows` asks for it. */
export class BufferedBatch implements RecordBatch {
  readonly sequence: number;
  readonly firstOrdinal: number;
  readonly rawIdPrefix: string;
  /** Where the records are. */
  readonly records: RecordBuffer;

  constructor({ sequence, firstOrdinal, rawIdPrefix, records }: BatchContent) {
    this.sequence = sequence;
    this.firstOrdinal = firstOrdinal;
    this.rawIdPrefix = rawIdPrefix;
    this.records = records;
  }

  get count(): number {
    return this.records.count;
  }

  get byteLength(): number {
    return this.records.byteLength;
  }

  get fields(): ReadonlySet<string> {
    return this.records.fields;
  }

  get marks(): number {
    return this.records.marks;
  }

  *rows(): Generator<RecordRow, void, undefined> {
    for (let index = 0; index < this.count; index++) yield this.#parse(index);
  }

  *markedRows(): Generator<RecordRow, void, undefined> {
    if (this.marks === 0) return;
    for (let index = 0; index < this.count; index++) if (this.records.at(index).marks !== 0) yield this.#parse(index);
  }

  *lines(): Generator<RecordLine, void, undefined> {
    // One object for all, since an object a line would be a third of what a sync leaves to the garbage collector.
    const line = { ordinal: this.firstOrdinal, emittedAt: 0, bytes: this.records.bytes, start: 0, end: 0, marks: 0 };
    for (let index = 0; index < this.count; index++) {
      this.records.read(index, line);
      yield line;
      line.ordinal++;
    }
  }

  #parse(index: number): RecordRow {
    const record = this.records.at(index);
    const ordinal = this.firstOrdinal + index;
    const { data, unreadable } = parseCells({ ...record, bytes: this.records.bytes });
    return {
      ordinal,
      rawId: rawId(this.rawIdPrefix, ordinal),
      emittedAt: record.emittedAt,
      data,
      changes: record.meta === undefined ? noChanges : readChanges(record.meta),
      ...(unreadable.length === 0 ? {} : { unreadable }),
    };
  }
}

const noChanges: readonly RecordChange[] = [];

/** The changes a source declares itself (`record.meta.changes`); what does not have their form is left out. */
function readChanges(meta: string): readonly RecordChange[] {
  const changes = (JSON.parse(meta) as { readonly changes?: unknown } | null)?.changes;
  if (!Array.isArray(changes)) return noChanges;
  return changes.filter(isChange).map(({ field, change, reason }) => ({ field, change, reason }));
}

function isChange(value: unknown): value is RecordChange {
  if (typeof value !== "object" || value === null) return false;
  const { field, change, reason } = value as Partial<Record<string, unknown>>;
  return typeof field === "string" && (change === "NULLED" || change === "TRUNCATED") && typeof reason === "string";
}

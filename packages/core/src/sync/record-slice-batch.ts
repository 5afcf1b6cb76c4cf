import type { RecordBatch, RecordChange, RecordLine, RecordRow } from "../cache/record-batch.ts";
import { rawId } from "../cache/raw-id.ts";
import type { RecordMessage } from "../protocol/message.ts";
import { parseRecord } from "../protocol/parse-record.ts";

/** What a batch is made of. */
export interface RecordSlices {
  readonly sequence: number;
  readonly firstOrdinal: number;
  readonly fields: ReadonlySet<string>;
  readonly marks: number;
  readonly rawIdPrefix: string;
  readonly records: readonly RecordMessage[];
}

/** A batch over the connector's own bytes: nothing is copied, and nothing parsed before `rows` asks for it. */
export class RecordSliceBatch implements RecordBatch {
  readonly sequence: number;
  readonly firstOrdinal: number;
  readonly byteLength: number;
  readonly fields: ReadonlySet<string>;
  readonly marks: number;
  readonly rawIdPrefix: string;
  #records: readonly RecordMessage[];

  constructor(slices: RecordSlices) {
    this.sequence = slices.sequence;
    this.firstOrdinal = slices.firstOrdinal;
    this.byteLength = slices.records.reduce((sum, { start, end }) => sum + end - start, 0);
    this.fields = slices.fields;
    this.marks = slices.marks;
    this.rawIdPrefix = slices.rawIdPrefix;
    this.#records = slices.records;
  }

  get count(): number {
    return this.#records.length;
  }

  *rows(): Generator<RecordRow, void, undefined> {
    for (const [index, record] of this.#records.entries()) yield this.#parse(record, this.firstOrdinal + index);
  }

  *markedRows(): Generator<RecordRow, void, undefined> {
    if (this.marks === 0) return;
    for (const [index, record] of this.#records.entries())
      if (record.marks !== 0) yield this.#parse(record, this.firstOrdinal + index);
  }

  *lines(): Generator<RecordLine, void, undefined> {
    let ordinal = this.firstOrdinal;
    for (const { emittedAt, bytes, start, end, marks } of this.#records) {
      yield { ordinal, emittedAt, bytes, start, end, marks };
      ordinal++;
    }
  }

  #parse(record: RecordMessage, ordinal: number): RecordRow {
    return {
      ordinal,
      rawId: rawId(this.rawIdPrefix, ordinal),
      emittedAt: record.emittedAt,
      data: parseRecord(record),
      changes: record.meta === undefined ? noChanges : readChanges(record.meta),
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

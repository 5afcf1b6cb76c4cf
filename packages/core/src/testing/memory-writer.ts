import type { StreamWriter } from "../cache/cache.ts";
import type { RecordBatch, RecordRow } from "../cache/record-batch.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import { type StreamKey, streamLabel } from "../protocol/stream.ts";
import { AirdockError } from "../error/airdock-error.ts";
import type { TableName } from "../cache/stored.ts";
import { addUndeclared, planColumns } from "./memory-columns.ts";
import { countNullKeys, mergeRows } from "./merge-rows.ts";
import type { MemoryRow, MemoryStream } from "./memory-store.ts";

/** What finalizing one stream did. */
export interface FinalizedRows {
  readonly stream: StreamKey;
  readonly written: number;
  readonly deleted: number;
  readonly changed: number;
  readonly rejected: number;
  readonly addedColumns: readonly string[];
  readonly nullKeys: number;
  readonly isKeyless: boolean;
}

/** Keeps staged records, and rows of an unfinished generation, until they are finalized. */
export class MemoryWriter implements StreamWriter {
  readonly stream: StreamKey;
  readonly table: TableName;
  readonly generation: number;
  readonly minimumGeneration: number;
  #plan: StreamPlan;
  readonly #syncId: number;
  readonly #target: MemoryStream;
  /** Where rows and columns go: the target itself, or what takes its place when a `replace` is complete. */
  readonly #table: Pick<MemoryStream, "jsonSchema" | "columns" | "rows">;
  readonly #sequences = new Set<number>();
  #staged: RecordRow[] = [];
  #fields = new Set<string>();

  constructor(target: MemoryStream, plan: StreamPlan, syncId: number) {
    this.stream = target.stream;
    this.table = target.table;
    this.generation = target.generation;
    this.minimumGeneration = plan.mode === "replace" ? target.generation : target.minimumGeneration;
    this.#target = target;
    this.#table =
      plan.mode === "replace"
        ? { jsonSchema: plan.jsonSchema, columns: planColumns(target.columns, plan), rows: [] }
        : target;
    this.#plan = plan;
    this.#syncId = syncId;
  }

  async stage(batch: RecordBatch): Promise<void> {
    if (this.#sequences.has(batch.sequence)) return;
    const rows = [...batch.rows()];
    this.#sequences.add(batch.sequence);
    this.#staged = [...this.#staged, ...rows];
    for (const field of batch.fields) this.#fields.add(field);
  }

  async discard(): Promise<void> {
    this.#staged = [];
    if (this.#table !== this.#target) this.#table.rows = [];
  }

  /** Applies the staged rows through an ordinal to the table; happens all at once. */
  finalize(through: number, complete: boolean): FinalizedRows {
    const addedColumns = this.#plan.undeclared === "add" ? addUndeclared(this.#table, this.#fields) : [];
    const rows = this.#takeStaged(through);
    const isKeyless = rows.length > 0 && this.#giveUpKey(rows);
    const nullKeys = this.#plan.mode === "merge" ? countNullKeys(rows, this.#target) : 0;
    const { written, deleted } = this.#apply(rows, complete);
    const removed = complete ? this.#removeOldGenerations() : 0;
    const counts = { written, deleted: deleted + removed, changed: 0, rejected: 0, nullKeys };
    return { stream: this.stream, ...counts, addedColumns, isKeyless };
  }

  /** True when no record has the key, so that the rows are appended. */
  #giveUpKey(rows: readonly MemoryRow[]): boolean {
    const { uncertainKey, ...certain } = this.#plan;
    if (uncertainKey === undefined) return false;
    const isFound = uncertainKey.paths.every((path) =>
      rows.some((row) => countNullKeys([row], { ...this.#target, primaryKey: [path] }) === 0),
    );
    if (!isFound && uncertainKey.otherwise === "fail") {
      const message = `The key of ${streamLabel(this.stream)} leads to no property.`;
      throw new AirdockError(message, { code: "KEY_NOT_FOUND", hint: uncertainKey.advice });
    }
    this.#plan = isFound ? certain : { ...certain, mode: "append" };
    this.#target.mode = this.#plan.mode;
    return !isFound;
  }

  #takeStaged(through: number): MemoryRow[] {
    const count = this.#staged.findIndex(({ ordinal }) => ordinal > through);
    const rows = this.#staged.splice(0, count < 0 ? this.#staged.length : count);
    return rows.map((row) => ({ ...row, generation: this.generation, syncId: this.#syncId }));
  }

  #apply(rows: readonly MemoryRow[], complete: boolean): { readonly written: number; readonly deleted: number } {
    const target = this.#target;
    switch (this.#plan.mode) {
      case "append":
        target.rows = [...target.rows, ...rows];
        return { written: rows.length, deleted: 0 };
      case "merge": {
        const deletes =
          this.#plan.deletes === "hard" && target.columns.some(({ field }) => field === "_ab_cdc_deleted_at");
        const merged = mergeRows(target.rows, rows, target, deletes);
        target.rows = merged.rows;
        return merged;
      }
      case "replace":
        this.#table.rows = [...this.#table.rows, ...rows];
        if (complete) Object.assign(target, this.#table);
        return { written: rows.length, deleted: 0 };
    }
  }

  #removeOldGenerations(): number {
    const target = this.#target;
    const before = target.rows.length;
    target.rows = target.rows.filter(({ generation }) => generation >= target.minimumGeneration);
    target.minimumGeneration = 0;
    return before - target.rows.length;
  }
}

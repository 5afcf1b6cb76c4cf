import {
  type CallOptions,
  type RecordBatch,
  type StoredColumn,
  type StreamKey,
  type StreamWriter,
  type TableName,
  rawIdPrefix,
} from "@airdock/core";
import type { Kysely } from "kysely";
import type { RunContext } from "./run/run-context.ts";
import type { StreamTarget } from "./run/stream-target.ts";
import { dropUnfinished } from "./finalize/drop-unfinished.ts";
import type { InsertedRows, LoadedRows, LoadRequest, StreamStage } from "./stage/stream-stage.ts";
import { planUndeclared } from "./stage/plan-undeclared.ts";

/** Staged rows with an ordinal above `after`, up to `through`, and the table as it is. */
interface LoadRange {
  readonly after: number;
  readonly through: number;
  readonly target: StreamTarget;
}

/** Stages the records of one stream, and remembers what of them is final. */
export class SqlStreamWriter implements StreamWriter {
  readonly #context: RunContext;
  readonly #stage: StreamStage;
  #target: StreamTarget;
  #pending: readonly StoredColumn[] = [];
  #staged = 0;
  #finalized = 0;

  constructor(context: RunContext, target: StreamTarget, stage: StreamStage) {
    this.#context = context;
    this.#target = target;
    this.#stage = stage;
  }

  get stream(): StreamKey {
    return this.#target.stream;
  }

  get table(): TableName {
    return this.#target.table;
  }

  get generation(): number {
    return this.#target.generation;
  }

  get minimumGeneration(): number {
    return this.#target.minimumGeneration;
  }

  /** The table with the columns that the staged records need. */
  get target(): StreamTarget {
    return this.#target;
  }

  /** Columns that staged records need and the table does not have yet. */
  get pendingColumns(): readonly StoredColumn[] {
    return this.#pending;
  }

  async stage(batch: RecordBatch, options: CallOptions = {}): Promise<void> {
    this.#addUndeclared(batch.fields);
    await this.#stage.stage(batch, this.#target.columns, options);
    this.#staged = Math.max(this.#staged, batch.firstOrdinal + batch.count - 1);
  }

  async discard(options: CallOptions = {}): Promise<void> {
    await this.#stage.discard();
    this.#finalized = this.#staged;
    if (this.#target.mode !== "replace") return;
    await this.#context.write((unit) => dropUnfinished(this.#context, unit, this.stream), options);
  }

  /** The ordinals that are staged, not final, and not above `through`. */
  rangeThrough(through: number): { readonly after: number; readonly through: number } {
    const after = this.#finalized;
    return { after, through: Math.max(after, Math.min(through, this.#staged)) };
  }

  /** The staged rows of a range as rows of the table, for the transaction that makes them final. */
  async load(transaction: Kysely<unknown>, range: LoadRange): Promise<LoadedRows> {
    return await this.#stage.load(transaction, this.#loadRequest(range));
  }

  /** The staged rows of a range, put into a table without a key; undefined: that takes `load`. */
  async insert(transaction: Kysely<unknown>, range: LoadRange): Promise<InsertedRows | undefined> {
    return await this.#stage.insert?.(transaction, this.#loadRequest(range));
  }

  /** Drops the staging of rows that are final now: they are never loaded again. */
  async dropStaged(through: number): Promise<void> {
    this.#finalized = Math.max(this.#finalized, through);
    // The rows are in, whatever becomes of their staging: what stays goes at the end of the run.
    await this.#stage.drop(this.#finalized).catch(() => undefined);
  }

  /** Notes what became of the key: columns that are text now, or got one besides, or that there is none; columns added since stay. */
  settleKeys(target: StreamTarget): void {
    const { columns, key, keyTexts, cursor, mode, sought } = target;
    const names = new Set(columns.map(({ name }) => name));
    const added = this.#target.columns.filter(({ name }) => !names.has(name));
    this.#target = { ...this.#target, columns: [...columns, ...added], key, keyTexts, cursor, mode, sought };
  }

  /** Notes that pending columns are in the table. */
  settleColumns(columns: readonly StoredColumn[]): void {
    this.#pending = this.#pending.filter((column) => !columns.includes(column));
  }

  #loadRequest({ after, through, target }: LoadRange): LoadRequest {
    const { columns, generation, keyTexts, mode, table, unfinished, stream } = target;
    return {
      after,
      through,
      columns,
      keyTexts,
      generation,
      syncId: this.#context.run.id,
      rawIdPrefix: rawIdPrefix(this.#context.run, stream),
      target: mode === "replace" ? unfinished : table,
      reads: mode === "merge" ? "often" : "once",
    };
  }

  #addUndeclared(fields: ReadonlySet<string>): void {
    if (this.#target.undeclared === "ignore") return;
    const added = planUndeclared(this.#target, fields, this.#context.dialect.limits);
    if (added.length === 0) return;
    this.#pending = [...this.#pending, ...added];
    this.#target = { ...this.#target, columns: [...this.#target.columns, ...added] };
  }
}

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RecordBatch, StoredColumn } from "@airdock/core";
import {
  type KeyText,
  StagedColumns,
  type LoadedRows,
  type LoadRequest,
  type StageTarget,
  type StreamStage,
} from "@airdock/sql-cache";
import type { Kysely } from "kysely";
import { loadParts } from "../load/load-parts.ts";
import { releaseOrder } from "../load/release-order.ts";
import { duckdbValueRules } from "../duckdb-value-rules.ts";
import { createLineConverter } from "./exact-line.ts";
import type { LineBuffer } from "./line-buffer.ts";
import { PartSeries } from "./part-series.ts";
import type { Turns } from "./turns.ts";

/** What the stages of a cache share: one buffer, which they use in turns. */
export interface StageResources {
  readonly lines: LineBuffer;
  readonly turns: Turns;
  /** The database is the user's: its settings are not touched. */
  readonly leavesSettings: boolean;
}

/**
 * The staged records of a stream, as lines in private files: as they came where DuckDB can read them, converted by this
 * process where they have marks.
 */
export class DuckdbStage implements StreamStage {
  readonly #resources: StageResources;
  readonly #folder: string;
  readonly #raw: PartSeries;
  readonly #exact: PartSeries;
  #hasFolder = false;
  /** Rows of a load had changes: the next ones are likely to have some, and to be read more than once. */
  #hasChanges = false;

  readonly #keyTexts: readonly KeyText[];
  /** By which marked records are converted. */
  readonly #columns: StagedColumns;

  constructor(resources: StageResources, folder: string, { index, keyTexts }: Pick<StageTarget, "index" | "keyTexts">) {
    this.#resources = resources;
    this.#keyTexts = keyTexts;
    this.#columns = new StagedColumns(keyTexts);
    this.#folder = folder;
    this.#raw = new PartSeries(join(folder, `${index}-raw`));
    this.#exact = new PartSeries(join(folder, `${index}-exact`));
  }

  async stage(batch: RecordBatch, columns: readonly StoredColumn[]): Promise<void> {
    await this.#resources.turns.take(async () => {
      const ordinals = { first: batch.firstOrdinal, last: batch.firstOrdinal + batch.count - 1 };
      const { lines } = this.#resources;
      if (!this.#hasFolder) await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      this.#hasFolder = true;
      if (this.#raw.through < ordinals.last) {
        lines.clear();
        for (const line of batch.lines()) if (line.marks === 0) lines.addRecord(line);
        await this.#raw.append(lines, ordinals);
      }
      if (this.#exact.through < ordinals.last) {
        lines.clear();
        if (batch.marks !== 0) addConverted(lines, batch, this.#columns.add(columns), this.#keyTexts);
        await this.#exact.append(lines, ordinals);
      }
    });
  }

  async load(transaction: Kysely<unknown>, request: LoadRequest): Promise<LoadedRows> {
    const { after, through } = request;
    const parts = await this.#resources.turns.take(async () => ({
      raw: this.#raw.seal(after, through),
      exact: this.#exact.seal(after, through),
    }));
    const keepOrder = this.#resources.leavesSettings ? undefined : await releaseOrder(transaction);
    const reads = this.#hasChanges ? "often" : request.reads;
    const loaded = await loadParts(transaction, { ...request, reads }, parts, {
      columns: this.#columns.all,
      keyTexts: this.#keyTexts,
    });
    return {
      ...loaded,
      countChanges: async () => {
        await keepOrder?.();
        const changes = await loaded.countChanges();
        this.#hasChanges ||= changes.rows > 0;
        return changes;
      },
    };
  }

  async drop(through: number): Promise<void> {
    await this.#resources.turns.take(async () => {
      await this.#raw.drop(through);
      await this.#exact.drop(through);
    });
  }

  async discard(): Promise<void> {
    await this.drop(Number.POSITIVE_INFINITY);
  }
}

function addConverted(
  lines: LineBuffer,
  batch: RecordBatch,
  columns: readonly StoredColumn[],
  keyTexts: readonly KeyText[],
): void {
  const convert = createLineConverter(columns, keyTexts, duckdbValueRules);
  for (const row of batch.markedRows()) lines.addText(row.ordinal, row.emittedAt, JSON.stringify(convert(row)));
}

import type { RecordRow } from "@airdock/core";
import { type JsonObject, parseExact } from "@airdock/core/protocol";
import { type ColumnValue, createRowConverter, defaultValueRules, rowMeta } from "@airdock/sql-cache/value";
import type { BlockPlace, MarkedText } from "../stage/block-layout.ts";
import { BlockReader } from "./block-reader.ts";
import { createExtractedAt } from "./extracted-at.ts";
import { loadColumns, type LoadPlan } from "./load-plan.ts";
import { createCellBinder, createPlainConverter } from "./plain-converter.ts";

/** One load: the rows of staged blocks in the shape of their table, and what of them could not be kept. */
export class BlockLoad {
  readonly #plan: LoadPlan;
  readonly #reader: BlockReader;
  readonly #convert: ReturnType<typeof createRowConverter>;
  readonly #binders: readonly ReturnType<typeof createCellBinder>[];
  readonly #nulledBlocks: BlockPlace[] = [];
  /** `_airbyte_meta` of a row of which nothing is declared. */
  readonly plainMeta: string;
  /** The last row has that, since it had nothing unusual. */
  isPlain = true;
  /** Rows with a change of the cache's. */
  changed = 0;
  /** Rows with a cell that is NULL since its value could not be stored. */
  nulled = 0;

  constructor(plan: LoadPlan, stopFlag: Int32Array) {
    this.#plan = plan;
    this.plainMeta = rowMeta(plan.syncId, []);
    this.#reader = new BlockReader(stopFlag);
    this.#convert = createRowConverter(plan.columns, defaultValueRules);
    this.#binders = plan.columns.map(createCellBinder);
  }

  /** Cells in the order of the load's table. The array is used again for the next row. */
  *rows(): Generator<ColumnValue[], void, undefined> {
    const { blocks, columns, generation, after, through } = this.#plan;
    const reader = this.#reader;
    const { plainMeta } = this;
    const convertPlainly = createPlainConverter(columns, loadColumns.length);
    const printTime = createExtractedAt();
    const cells: ColumnValue[] = [0, "", "", plainMeta, generation, ...columns.map(() => null)];
    for (const block of blocks) {
      const before = this.nulled;
      reader.open(block, after, through);
      while (reader.next()) {
        cells[0] = reader.ordinal;
        cells[1] = this.#rawId();
        cells[2] = printTime(reader.time);
        cells[3] = plainMeta;
        this.isPlain = !reader.isMarked && convertPlainly(JSON.parse(reader.text) as JsonObject, cells);
        if (!this.isPlain) this.#convertExactly(cells);
        yield cells;
      }
      if (this.nulled > before) this.#nulledBlocks.push(block);
    }
  }

  /** Raw id, field and text of every nulled cell. */
  *originals(): Generator<string[], void, undefined> {
    const { after, through } = this.#plan;
    for (const block of this.#nulledBlocks) {
      this.#reader.open(block, after, through);
      while (this.#reader.next()) {
        const { originals } = this.#convert(this.#record());
        for (const { field, original } of originals) yield [this.#rawId(), field, original];
      }
    }
  }

  /** By the reference, in every respect. */
  #convertExactly(cells: ColumnValue[]): void {
    const { values, changes, isChanged, originals } = this.#convert(this.#record());
    cells[3] = rowMeta(this.#plan.syncId, changes);
    for (const [index, value] of values.entries()) {
      cells[loadColumns.length + index] = this.#binders[index]?.(value) ?? null;
    }
    if (isChanged) this.changed += 1;
    if (originals.length > 0) this.nulled += 1;
  }

  #record(): RecordRow {
    const { ordinal, time: emittedAt, text, isMarked } = this.#reader;
    const own = { ordinal, rawId: this.#rawId(), emittedAt };
    if (!isMarked) return { ...own, data: parseExact(text) as JsonObject, changes: [] };
    return { ...own, ...(parseExact(text) as unknown as MarkedText) };
  }

  #rawId(): string {
    return this.#plan.rawIdPrefix + this.#reader.ordinal.toString(16).padStart(12, "0");
  }
}

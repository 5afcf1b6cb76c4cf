import type { StoredColumn } from "@airdock/core";
import type { KeyText } from "../run/stream-target.ts";

/**
 * The columns by which a stage converts what it keeps: in the order in which they came, with the types they had then. The key of a
 * table may become text while records are staged, and what is staged already stays as it is.
 */
export class StagedColumns {
  readonly #texts: ReadonlySet<string>;
  #columns: readonly StoredColumn[] = [];

  /** `keyTexts`: their columns of text are not among the staged ones, whenever they come. */
  constructor(keyTexts: readonly KeyText[]) {
    this.#texts = new Set(keyTexts.map(({ text }) => text.name));
  }

  get all(): readonly StoredColumn[] {
    return this.#columns;
  }

  /** Takes new columns into account; answers all of them, the same array where none is new. */
  add(columns: readonly StoredColumn[]): readonly StoredColumn[] {
    const known = new Set(this.#columns.map(({ name }) => name));
    const added = columns.filter(({ name }) => !known.has(name) && !this.#texts.has(name));
    if (added.length > 0) this.#columns = [...this.#columns, ...added];
    return this.#columns;
  }
}

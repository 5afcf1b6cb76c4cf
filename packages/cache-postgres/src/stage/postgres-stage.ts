import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RecordBatch, StoredColumn } from "@airdock/core";
import {
  StagedColumns,
  type InsertedRows,
  type LoadedRows,
  type LoadRequest,
  type StageTarget,
  type StreamStage,
} from "@airdock/sql-cache";
import type { Kysely } from "kysely";
import { encodedColumns, RowEncoder } from "../encode/row-encoder.ts";
import type { TupleBuffer } from "../encode/tuple-buffer.ts";
import { insertPieces } from "../load/insert-pieces.ts";
import type { LoadParts } from "../load/load-parts.ts";
import { loadPieces } from "../load/load-pieces.ts";
import { encodeBatch, originalColumns, type RejectedRow } from "./encode-batch.ts";
import { PartSeries } from "./part-series.ts";
import type { Turns } from "./turns.ts";

/** What the stages of a cache share: two buffers, which they use in turns. */
export interface StageResources {
  readonly rows: TupleBuffer;
  readonly originals: TupleBuffer;
  readonly turns: Turns;
}

/** The staged records of a stream, converted and in the binary format of COPY, in private files. */
export class PostgresStage implements StreamStage {
  readonly #resources: StageResources;
  readonly #folder: string;
  readonly #target: StageTarget;
  readonly #rows: PartSeries;
  readonly #originals: PartSeries;
  #rejected: RejectedRow[] = [];
  readonly #columns: StagedColumns;
  /** A key came that its column cannot hold: the texts of such keys are staged too. */
  #hasInexactKeys = false;
  #encoder: { readonly columns: readonly StoredColumn[]; readonly encoder: RowEncoder } | undefined;

  constructor(resources: StageResources, folder: string, target: StageTarget) {
    this.#resources = resources;
    this.#folder = folder;
    this.#target = target;
    this.#columns = new StagedColumns(target.keyTexts);
    this.#rows = new PartSeries(join(folder, `${target.index}-rows`));
    this.#originals = new PartSeries(join(folder, `${target.index}-originals`));
  }

  async stage(batch: RecordBatch, columns: readonly StoredColumn[]): Promise<void> {
    await this.#resources.turns.take(async () => {
      const ordinals = { first: batch.firstOrdinal, last: batch.firstOrdinal + batch.count - 1 };
      if (this.#originals.through >= ordinals.last) return;
      const { rows, originals } = this.#resources;
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const { columns: encoded, rejected } = this.#encode(batch, columns);
      if (this.#rows.through < ordinals.last) {
        await this.#rows.append(rows.written, { ...ordinals, columns: encodedColumns(encoded) });
        this.#noteRejected(rejected);
      }
      await this.#originals.append(originals.written, { ...ordinals, columns: originalColumns });
    });
  }

  async load(transaction: Kysely<unknown>, request: LoadRequest): Promise<LoadedRows> {
    return await loadPieces(transaction, request, this.#parts(request), {
      columns: this.#columns.all,
      keyTexts: this.#target.keyTexts,
    });
  }

  async insert(transaction: Kysely<unknown>, request: LoadRequest): Promise<InsertedRows | undefined> {
    return await insertPieces(transaction, request, this.#parts(request));
  }

  async drop(through: number): Promise<void> {
    await this.#resources.turns.take(async () => {
      await this.#rows.drop(through);
      await this.#originals.drop(through);
      this.#rejected = this.#rejected.filter(({ ordinal }) => ordinal > through);
    });
  }

  async discard(): Promise<void> {
    await this.drop(Number.POSITIVE_INFINITY);
  }

  /** The first ones are kept with what they are; of all others their number counts. */
  #noteRejected(rejected: readonly RejectedRow[]): void {
    for (const { ordinal, record } of rejected) {
      const isFirst = this.#rejected.length < keptRejected;
      this.#rejected.push({ ordinal, record: isFirst ? record : { ...record, excerpt: "" } });
    }
  }

  #parts({ after, through }: LoadRequest): LoadParts {
    const rejected = this.#rejected.filter(({ ordinal }) => ordinal > after && ordinal <= through);
    return {
      rows: this.#rows.between(after, through),
      originals: this.#originals.between(after, through),
      rejected: rejected.map(({ record }) => record),
    };
  }

  /** When the first key comes that its column cannot hold, the batch is encoded again. */
  #encode(
    batch: RecordBatch,
    columns: readonly StoredColumn[],
  ): { readonly columns: readonly StoredColumn[]; readonly rejected: readonly RejectedRow[] } {
    const { rows, originals } = this.#resources;
    for (;;) {
      const encoded = this.#encoderFor(this.#columns.add(columns));
      const rejected = encodeBatch(encoded.encoder, batch, this.#target.stream, { rows, originals });
      if (this.#hasInexactKeys || !encoded.encoder.hasInexactKey) return { columns: encoded.columns, rejected };
      this.#hasInexactKeys = true;
      this.#encoder = undefined;
    }
  }

  #encoderFor(staged: readonly StoredColumn[]): {
    readonly columns: readonly StoredColumn[];
    readonly encoder: RowEncoder;
  } {
    const { run, generation, rawIdPrefix, key, keyTexts } = this.#target;
    const texts = this.#hasInexactKeys ? keyTexts.map(({ text }) => text) : [];
    if (this.#encoder?.columns.length === staged.length + texts.length) return this.#encoder;
    const columns = [...staged, ...texts];
    const keys = [...key, ...texts.map(({ name }) => ({ column: name, path: [], text: true }))];
    const watched = keyTexts.map(({ column }) => column);
    const facts = { syncId: run.id, generation, rawIdPrefix, columns, key: keys, watched };
    return (this.#encoder = { columns, encoder: new RowEncoder(this.#resources.rows, facts) });
  }
}

/** Rejected records whose beginning is kept. */
const keptRejected = 100;

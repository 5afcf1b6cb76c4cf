import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RecordBatch } from "@airdock/core";
import type { AirbyteType, InsertedRows, LoadedRows, LoadRequest, StreamStage } from "@airdock/sql-cache";
import type { Kysely } from "kysely";
import { type BlockRequest, insertBlocks, loadBlocks } from "../load/load-blocks.ts";
import type { BlockBuffer } from "./block-buffer.ts";
import { BlockSeries } from "./block-series.ts";
import { diskError } from "./disk-error.ts";
import type { Turns } from "./turns.ts";

/** What the stages of a cache share: one buffer, which they use in turns. */
export interface StageResources {
  readonly buffer: BlockBuffer;
  readonly turns: Turns;
}

/** The staged records of a stream, as blocks in private files. */
export class SqliteStage implements StreamStage {
  readonly #resources: StageResources;
  readonly #folder: string;
  readonly #blocks: BlockSeries;
  readonly #columnType: (type: AirbyteType) => string;

  constructor(resources: StageResources, folder: string, index: number, columnType: (type: AirbyteType) => string) {
    this.#resources = resources;
    this.#folder = folder;
    this.#blocks = new BlockSeries(join(folder, String(index)));
    this.#columnType = columnType;
  }

  async stage(batch: RecordBatch): Promise<void> {
    await this.#resources.turns.take(async () => {
      if (this.#blocks.through >= batch.firstOrdinal + batch.count - 1) return;
      await mkdir(this.#folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
        throw diskError(this.#folder, error);
      });
      // What of the batch a try before this one has kept is not kept again.
      for (const block of this.#resources.buffer.pack(batch, this.#blocks.through)) await this.#blocks.append(block);
    });
  }

  async load(transaction: Kysely<unknown>, request: LoadRequest): Promise<LoadedRows> {
    return await loadBlocks(transaction, this.#blocksOf(request), this.#columnType);
  }

  async insert(transaction: Kysely<unknown>, request: LoadRequest): Promise<InsertedRows> {
    return await insertBlocks(transaction, this.#blocksOf(request));
  }

  async drop(through: number): Promise<void> {
    await this.#resources.turns.take(async () => await this.#blocks.drop(through));
  }

  async discard(): Promise<void> {
    await this.drop(Number.POSITIVE_INFINITY);
  }

  #blocksOf(request: LoadRequest): BlockRequest {
    return { ...request, blocks: this.#blocks.find(request.after, request.through) };
  }
}

import type { StoredColumn } from "@airdock/core";
import type { BlockPlace } from "../stage/block-layout.ts";

/** What the thread of a database is told of a load. */
export interface LoadPlan {
  readonly blocks: readonly BlockPlace[];
  /** Rows with `after < ordinal <= through`. */
  readonly after: number;
  readonly through: number;
  readonly columns: readonly StoredColumn[];
  readonly syncId: number;
  readonly generation: number;
  readonly rawIdPrefix: string;
}

/** The columns of loaded rows that come before those of the stream. */
export const loadColumns = [
  "_airdock_ordinal",
  "_airbyte_raw_id",
  "_airbyte_extracted_at",
  "_airbyte_meta",
  "_airbyte_generation_id",
] as const;

import type { RecordChange, Row } from "@airdock/core";

/** `_airbyte_meta` of a row. */
export interface RowMeta {
  readonly sync_id: number;
  readonly changes: readonly RecordChange[];
}

/** Takes `_airbyte_meta` out of a row. */
export function metaOf(row: Row | undefined): RowMeta {
  const meta: unknown = row?.["_airbyte_meta"];
  if (typeof meta === "object" && meta !== null && "sync_id" in meta && "changes" in meta) return meta as RowMeta;
  throw new Error(`This is no _airbyte_meta: ${JSON.stringify(meta)}`);
}

/** What is declared about a row. */
export function changesOf(row: Row | undefined): readonly RecordChange[] {
  return metaOf(row).changes;
}

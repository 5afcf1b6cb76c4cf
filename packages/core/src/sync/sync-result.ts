import type { WriteMode } from "../cache/write-mode.ts";
import type { Dataset } from "../dataset/dataset.ts";
import type { ErrorReport } from "../error/airdock-error.ts";
import type { RejectReason } from "../protocol/message.ts";

/** `partial`: something failed, something became visible or went well. `failed`: nothing did. */
export type SyncOutcome = "ok" | "partial" | "failed";

/** What became of one stream. Counts are of this run. */
export interface StreamResult {
  readonly name: string;
  readonly namespace?: string;
  readonly table: string;
  readonly mode: WriteMode;
  readonly outcome: "ok" | "failed";
  readonly read: number;
  readonly written: number;
  readonly rejected: number;
  /** Rows with a value that could not be stored exactly; `_airbyte_meta` says which. */
  readonly changed: number;
  readonly states: number;
  /** Bytes of record data read. */
  readonly bytes: number;
  readonly seconds: number;
  readonly error?: ErrorReport;
}

/** The account of a sync; as JSON it is the document of `sync --json`. */
export interface SyncReport {
  readonly connection: string;
  readonly source: string;
  readonly cache: string;
  readonly run: number;
  readonly outcome: SyncOutcome;
  readonly seconds: number;
  readonly streams: readonly StreamResult[];
  readonly rejected: readonly { readonly reason: RejectReason; readonly count: number }[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly error?: ErrorReport;
}

/** What `sync` resolves to: the report, and the way to the rows. */
export interface SyncResult extends SyncReport {
  /** Rejects later with NOT_IN_CACHE when the run has no such stream. */
  dataset(stream: string, options?: { readonly namespace?: string }): Dataset;
}

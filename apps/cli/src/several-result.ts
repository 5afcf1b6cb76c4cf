import type { ErrorReport, SyncReport } from "@airdock/core";

/** What became of one connection of several: its report, where a run began, and its error. */
export interface SeveralResult {
  readonly name: string;
  readonly status: number;
  readonly report?: SyncReport;
  readonly error?: ErrorReport;
}

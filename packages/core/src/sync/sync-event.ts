import type { ErrorReport } from "../error/airdock-error.ts";
import type { LogLevel, RejectReason } from "../protocol/message.ts";
import type { StreamStatus } from "../protocol/trace.ts";
import type { WriteMode } from "../cache/write-mode.ts";
import type { SyncOutcome } from "./sync-result.ts";

/** A stream in an event: `namespace` only where there is one. */
export interface EventStream {
  readonly stream: string;
  readonly namespace?: string;
}

/**
 * What a sync tells while it runs; the library's `onEvent` and the command line's `--events` get the same. Every event has
 * `type` and `at` (ISO time). Values at secret paths are redacted.
 */
export type SyncEvent = { readonly at: string } & (
  | { readonly type: "connector-preparing"; readonly step: string }
  | {
      readonly type: "run-started";
      readonly connection: string;
      readonly source: string;
      readonly version?: string;
      readonly cache: string;
      readonly run: number;
    }
  | (EventStream & {
      readonly type: "stream-planned";
      readonly mode: WriteMode;
      readonly syncMode: "full_refresh" | "incremental";
      readonly table: string;
    })
  | (EventStream & { readonly type: "stream-status"; readonly status: StreamStatus })
  | (EventStream & { readonly type: "stream-rate-limited"; readonly quotaReset?: string })
  | {
      readonly type: "estimate-received";
      readonly stream?: string;
      readonly namespace?: string;
      readonly rows?: number;
      readonly bytes?: number;
    }
  /** Counts since the run's start, at most a few a second per stream. */
  | (EventStream & { readonly type: "stream-progressed"; readonly read: number; readonly bytes: number })
  | (EventStream & {
      readonly type: "rows-finalized";
      readonly written: number;
      readonly deleted: number;
      readonly changed: number;
      readonly complete: boolean;
    })
  | {
      readonly type: "state-saved";
      readonly state: "STREAM" | "GLOBAL" | "LEGACY";
      readonly stream?: string;
      readonly namespace?: string;
    }
  | (EventStream & { readonly type: "columns-added"; readonly columns: readonly string[] })
  | {
      readonly type: "record-rejected";
      readonly stream?: string;
      readonly namespace?: string;
      readonly reason: RejectReason;
      readonly count: number;
    }
  | { readonly type: "connector-log"; readonly level: LogLevel; readonly message: string }
  | { readonly type: "connector-stderr"; readonly line: string }
  | {
      readonly type: "connector-error";
      readonly stream?: string;
      readonly namespace?: string;
      readonly message: string;
      readonly internalMessage?: string;
      readonly failureType?: string;
    }
  | { readonly type: "config-updated" }
  | { readonly type: "cache-waiting"; readonly reason: string }
  | {
      readonly type: "warning";
      readonly code: string;
      readonly message: string;
      readonly stream?: string;
      readonly namespace?: string;
    }
  | (EventStream & {
      readonly type: "stream-finished";
      readonly outcome: "ok" | "failed";
      readonly error?: ErrorReport;
    })
  | {
      readonly type: "run-finished";
      readonly outcome: SyncOutcome;
      readonly seconds: number;
      readonly error?: ErrorReport;
    }
);

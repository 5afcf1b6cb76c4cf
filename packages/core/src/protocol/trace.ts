import type { StreamKey } from "./stream.ts";

/** Where a stream's read stands (AirbyteStreamStatus). */
export type StreamStatus = "STARTED" | "RUNNING" | "COMPLETE" | "INCOMPLETE";

/** Who is to blame for an error, in Airbyte's words: the connector, the config, or a passing trouble. */
export type FailureType = "system_error" | "config_error" | "transient_error";

/** TRACE ERROR: the connector's own account of what went wrong; `stream` when it concerns one stream only. */
export interface ErrorTrace {
  readonly kind: "error";
  readonly message: string;
  readonly internalMessage?: string;
  readonly stackTrace?: string;
  readonly failureType?: FailureType;
  readonly stream?: StreamKey;
}

/** TRACE STREAM_STATUS. `quotaReset` (epoch ms, when the source says it) comes with a RATE_LIMITED reason. */
export interface StatusTrace {
  readonly kind: "status";
  readonly stream: StreamKey;
  readonly status: StreamStatus;
  readonly rateLimited?: { readonly quotaReset?: number };
}

/** TRACE ESTIMATE: rows and bytes a stream (or, without a stream, the whole sync) will bring; a later one replaces it. */
export interface EstimateTrace {
  readonly kind: "estimate";
  readonly stream?: StreamKey;
  readonly rows?: number;
  readonly bytes?: number;
}

/** TRACE ANALYTICS: a note of the connector to the platform; shown nowhere, sent nowhere. */
export interface AnalyticsTrace {
  readonly kind: "analytics";
  readonly type: string;
  readonly value?: string;
}

/** Any TRACE message Airdock knows. */
export type Trace = ErrorTrace | StatusTrace | EstimateTrace | AnalyticsTrace;

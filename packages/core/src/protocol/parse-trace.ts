import type { JsonObject } from "./json.ts";
import {
  arrayMember,
  isJsonObject,
  numberMember,
  objectMember,
  streamKey,
  streamMember,
  stringMember,
} from "./member.ts";
import type {
  AnalyticsTrace,
  ErrorTrace,
  EstimateTrace,
  FailureType,
  StatusTrace,
  StreamStatus,
  Trace,
} from "./trace.ts";

const statuses: readonly StreamStatus[] = ["STARTED", "RUNNING", "COMPLETE", "INCOMPLETE"];
const failureTypes: readonly FailureType[] = ["system_error", "config_error", "transient_error"];

/** The trace that the payload of a TRACE message holds; undefined for a type that nobody knows and for a broken one. */
export function parseTrace(payload: JsonObject): Trace | undefined {
  switch (payload["type"]) {
    case "ERROR":
      return parseError(objectMember(payload, "error"));
    case "STREAM_STATUS":
      return parseStatus(objectMember(payload, "stream_status"));
    case "ESTIMATE":
      return parseEstimate(objectMember(payload, "estimate"));
    case "ANALYTICS":
      return parseAnalytics(objectMember(payload, "analytics"));
    default:
      return undefined;
  }
}

/** An error counts however little it says. */
function parseError(error: JsonObject | undefined): ErrorTrace {
  const internalMessage = stringMember(error, "internal_message");
  const stackTrace = stringMember(error, "stack_trace");
  const failureType = failureTypes.find((type) => type === error?.["failure_type"]);
  const stream = streamMember(error);
  return {
    kind: "error",
    message: stringMember(error, "message") ?? internalMessage ?? "The connector reported an error and said no more.",
    ...(internalMessage === undefined ? {} : { internalMessage }),
    ...(stackTrace === undefined ? {} : { stackTrace }),
    ...(failureType === undefined ? {} : { failureType }),
    ...(stream === undefined ? {} : { stream }),
  };
}

function parseStatus(payload: JsonObject | undefined): StatusTrace | undefined {
  const stream = streamMember(payload);
  const status = statuses.find((known) => known === payload?.["status"]);
  if (stream === undefined || status === undefined) return undefined;
  const reasons = (arrayMember(payload, "reasons") ?? []).filter(isJsonObject);
  const limited = reasons.find((reason) => reason["type"] === "RATE_LIMITED");
  if (limited === undefined) return { kind: "status", stream, status };
  const quotaReset = numberMember(objectMember(limited, "rate_limited"), "quota_reset");
  return { kind: "status", stream, status, rateLimited: quotaReset === undefined ? {} : { quotaReset } };
}

function parseEstimate(estimate: JsonObject | undefined): EstimateTrace | undefined {
  const stream = estimate?.["type"] === "SYNC" ? undefined : streamKey(estimate);
  if (stream === undefined && estimate?.["type"] !== "SYNC") return undefined;
  const rows = numberMember(estimate, "row_estimate");
  const bytes = numberMember(estimate, "byte_estimate");
  return {
    kind: "estimate",
    ...(stream === undefined ? {} : { stream }),
    ...(rows === undefined ? {} : { rows }),
    ...(bytes === undefined ? {} : { bytes }),
  };
}

function parseAnalytics(analytics: JsonObject | undefined): AnalyticsTrace | undefined {
  const type = stringMember(analytics, "type");
  const value = stringMember(analytics, "value");
  if (type === undefined) return undefined;
  return { kind: "analytics", type, ...(value === undefined ? {} : { value }) };
}

import { describe, expect, it } from "vitest";
import type { JsonObject } from "./json.ts";
import { parseTrace } from "./parse-trace.ts";

const users = { name: "users" };

describe("parseTrace", () => {
  it.each<[JsonObject, object | undefined]>([
    [
      {
        type: "ERROR",
        error: {
          message: "m",
          internal_message: "i",
          stack_trace: "s",
          failure_type: "config_error",
          stream_descriptor: users,
        },
      },
      {
        kind: "error",
        message: "m",
        internalMessage: "i",
        stackTrace: "s",
        failureType: "config_error",
        stream: users,
      },
    ],
    [
      { type: "ERROR", error: { message: "m", internal_message: null, failure_type: "new_error" } },
      { kind: "error", message: "m" },
    ],
    [
      { type: "ERROR", error: { internal_message: "i" } },
      { kind: "error", message: "i", internalMessage: "i" },
    ],
    [{ type: "ERROR" }, { kind: "error", message: "The connector reported an error and said no more." }],
    [
      { type: "STREAM_STATUS", stream_status: { stream_descriptor: users, status: "COMPLETE" } },
      { kind: "status", stream: users, status: "COMPLETE" },
    ],
    [
      {
        type: "STREAM_STATUS",
        stream_status: {
          stream_descriptor: users,
          status: "RUNNING",
          reasons: [{ type: "OTHER" }, { type: "RATE_LIMITED", rate_limited: { quota_reset: 1.5e12 } }],
        },
      },
      { kind: "status", stream: users, status: "RUNNING", rateLimited: { quotaReset: 1.5e12 } },
    ],
    [
      {
        type: "STREAM_STATUS",
        stream_status: { stream_descriptor: users, status: "RUNNING", reasons: [{ type: "RATE_LIMITED" }] },
      },
      { kind: "status", stream: users, status: "RUNNING", rateLimited: {} },
    ],
    [{ type: "STREAM_STATUS", stream_status: { stream_descriptor: users, status: "SUCCEEDED" } }, undefined],
    [{ type: "STREAM_STATUS", stream_status: { status: "COMPLETE" } }, undefined],
    [
      {
        type: "ESTIMATE",
        estimate: { type: "STREAM", name: "users", namespace: "n", row_estimate: 5, byte_estimate: 7 },
      },
      { kind: "estimate", stream: { name: "users", namespace: "n" }, rows: 5, bytes: 7 },
    ],
    [
      { type: "ESTIMATE", estimate: { type: "SYNC", name: "ignored", row_estimate: 5 } },
      { kind: "estimate", rows: 5 },
    ],
    [{ type: "ESTIMATE", estimate: { type: "STREAM" } }, undefined],
    [
      { type: "ANALYTICS", analytics: { type: "t" } },
      { kind: "analytics", type: "t" },
    ],
    [{ type: "ANALYTICS", analytics: null }, undefined],
    [{ type: "NEW" }, undefined],
  ])("reads %j", (payload, expected) => {
    expect(parseTrace(payload)).toEqual(expected);
  });
});

import { expect, test } from "vitest";
import { AirdockError } from "../error/airdock-error.ts";
import type { ErrorCode } from "../error/error-code.ts";
import { judgeRun } from "./judge-run.ts";
import { RunFaults } from "./run-faults.ts";

interface Case {
  readonly streams?: Readonly<Record<number, ErrorCode>>;
  readonly source?: ErrorCode;
  readonly fatal?: ErrorCode;
  readonly isStrict?: boolean;
  readonly isInterrupted?: boolean;
  readonly written?: number;
}

test.each<[string, Case, string, ErrorCode | undefined, number | undefined]>([
  ["all well", {}, "ok", undefined, undefined],
  ["one of two streams failed", { streams: { 0: "STREAM_FAILED" } }, "partial", "SYNC_PARTIAL", 6],
  [
    "both failed, some rows are kept",
    { streams: { 0: "STREAM_FAILED", 1: "STREAM_FAILED" }, written: 3 },
    "partial",
    "SYNC_PARTIAL",
    6,
  ],
  [
    "both failed, nothing is kept",
    { streams: { 0: "STREAM_FAILED", 1: "CONNECTOR_FAILED" } },
    "failed",
    "SYNC_FAILED",
    4,
  ],
  ["the connector failed at the very end", { source: "CONNECTOR_EXITED" }, "partial", "SYNC_PARTIAL", 6],
  ["a stream failed in the cache", { streams: { 0: "CACHE_FAILED", 1: "STREAM_FAILED" } }, "failed", "CACHE_FAILED", 5],
  [
    "a locked table, and a failed source",
    { streams: { 0: "TABLE_LOCKED", 1: "STREAM_FAILED" }, written: 1 },
    "partial",
    "TABLE_LOCKED",
    8,
  ],
  ["strict, and a failed source", { streams: { 0: "STREAM_FAILED" }, isStrict: true }, "partial", "STRICT_VIOLATED", 7],
  ["strict, and a failed cache", { fatal: "LEASE_LOST", isStrict: true }, "partial", "LEASE_LOST", 5],
  [
    "interrupted, and all else",
    { fatal: "CACHE_FAILED", isStrict: true, isInterrupted: true },
    "partial",
    "INTERRUPTED",
    130,
  ],
  ["interrupted when all was done", { isInterrupted: true }, "ok", undefined, undefined],
  ["a schema that may not change", { streams: { 0: "SCHEMA_CHANGED" } }, "partial", "SCHEMA_CHANGED", 7],
])("%s", (_, facts, outcome, code, exitStatus) => {
  const faults = new RunFaults();
  if (facts.source) faults.source.push(error(facts.source));
  if (facts.fatal) faults.end(error(facts.fatal));
  if (facts.isStrict) faults.violate(error("STRICT_VIOLATED"));
  if (facts.isInterrupted) faults.interrupt("ctrl-c");
  const errors = new Map(
    Object.entries(facts.streams ?? {}).map(([index, streamCode]) => [Number(index), error(streamCode)]),
  );
  const judgement = judgeRun({ faults, streams: ["users", "orders"], errors, written: facts.written ?? 0 });
  expect([judgement.outcome, judgement.error?.code, judgement.error?.exitStatus]).toEqual([outcome, code, exitStatus]);
});

test("the message names the streams, the cause is the first error", () => {
  const first = error("CONNECTOR_FAILED");
  const { error: found } = judgeRun({
    faults: new RunFaults(),
    streams: ["users", "orders"],
    errors: new Map([[1, first]]),
    written: 0,
  });
  expect(found?.message).toBe("1 of 2 streams failed: orders. What was earned is kept.");
  expect(found?.cause).toBe(first);
});

function error(code: ErrorCode): AirdockError {
  return new AirdockError(code, { code });
}

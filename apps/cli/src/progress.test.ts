import type { SyncEvent } from "@airdock/core";
import { expect, test } from "vitest";
import { advanceProgress, beginProgress, type Progress } from "./progress.ts";

type Body = SyncEvent extends infer Event ? (Event extends SyncEvent ? Omit<Event, "at"> : never) : never;

const planned = (stream: string): Body => ({
  type: "stream-planned",
  stream,
  mode: "merge",
  syncMode: "incremental",
  table: stream,
});
const status = (stream: string, word: "STARTED" | "RUNNING" | "COMPLETE" | "INCOMPLETE"): Body => ({
  type: "stream-status",
  stream,
  status: word,
});
const counted = (stream: string, read: number): Body => ({ type: "stream-progressed", stream, read, bytes: read * 10 });
const stored = (stream: string, written: number, complete: boolean): Body => ({
  type: "rows-finalized",
  stream,
  written,
  deleted: 0,
  changed: 0,
  complete,
});

/** The progress after these events, half a second apart. */
function play(...events: readonly Body[]): Progress {
  return events.reduce(
    (progress, event, index) =>
      advanceProgress(progress, { ...event, at: new Date(index * 500).toISOString() } as SyncEvent),
    beginProgress("pypi:source-x"),
  );
}

function statuses(...events: readonly Body[]): string[] {
  return [...play(...events).streams.values()].map((stream) => `${stream.label} ${stream.status}`);
}

test("streams keep the order of the plan, whatever comes first", () => {
  expect(statuses(planned("a"), planned("b"), status("b", "STARTED"), counted("b", 5), counted("a", 1))).toEqual([
    "a reading",
    "b reading",
  ]);
});

test("counts that come late do not take a stream back", () => {
  expect(statuses(status("a", "STARTED"), status("a", "COMPLETE"), counted("a", 5))).toEqual(["a read"]);
  expect(statuses(status("a", "COMPLETE"), stored("a", 5, true), counted("a", 5))).toEqual(["a ok"]);
  expect(statuses(status("a", "INCOMPLETE"), stored("a", 5, true))).toEqual(["a failed"]);
});

test("a stream is ok when its last rows are stored, not before", () => {
  expect(statuses(counted("a", 5), stored("a", 3, false))).toEqual(["a reading"]);
  expect(play(stored("a", 3, false), stored("a", 2, true)).streams.get("a")).toMatchObject({
    written: 5,
    status: "ok",
  });
});

test("a wait for the rate limit ends with records that come after it, not with a late count", () => {
  const limited: Body = { type: "stream-rate-limited", stream: "a" };
  expect(statuses(counted("a", 1), limited, counted("a", 2))).toEqual(["a rate-limited"]);
  expect(statuses(counted("a", 1), limited, counted("b", 1), counted("b", 2), counted("a", 3))).toContain("a reading");
});

test("the version is added once", () => {
  const started: Body = {
    type: "run-started",
    connection: "x",
    source: "pypi:source-x",
    version: "7.2.1",
    cache: "c",
    run: 1,
  };
  expect(play(started).step).toBe("reading pypi:source-x 7.2.1");
  expect(advanceProgress(beginProgress("pypi:source-x==7.2.1"), { ...started, at: "" } as SyncEvent).step).toBe(
    "reading pypi:source-x==7.2.1",
  );
});

test("an interruption leaves streams as they were", () => {
  const error = { code: "INTERRUPTED", message: "", retryable: true } as const;
  expect(statuses(counted("a", 1), { type: "stream-finished", stream: "a", outcome: "failed", error })).toEqual([
    "a reading",
  ]);
});

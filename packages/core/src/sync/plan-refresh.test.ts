import { describe, expect, test } from "vitest";
import type { StateType } from "../protocol/state.ts";
import type { StoredState, StoredStream } from "../cache/stored.ts";
import type { WriteMode } from "../cache/write-mode.ts";
import { planRefresh } from "./plan-refresh.ts";
import type { PlannedStream } from "./planned-stream.ts";

const never = { fullRefresh: false, isOtherConfig: false } as const;
const full = { fullRefresh: true, isOtherConfig: false } as const;
const keep = { fullRefresh: "keep", isOtherConfig: false } as const;

describe("nothing asked for", () => {
  test.each<[string, Partial<StoredStream>, WriteMode, boolean]>([
    ["append stays append", { mode: "append" }, "append", false],
    ["append becomes merge", { mode: "append" }, "merge", false],
    ["merge becomes append", { mode: "merge" }, "append", false],
    ["append becomes replace", { mode: "append" }, "replace", false],
    ["replace stays replace", { mode: "replace" }, "replace", false],
    ["replace becomes append", { mode: "replace" }, "append", true],
    ["replace becomes merge", { mode: "replace" }, "merge", true],
    ["a state went on without it", { missedState: true }, "append", true],
    ["a state went on without it, and it is replaced", { missedState: true, mode: "replace" }, "replace", false],
    ["a refresh is unfinished", { minimumGeneration: 2 }, "append", false],
  ])("%s", (_, stored, mode, again) => {
    const { refresh } = planRefresh([plan("a", mode)], never, { streams: [store("a", stored)], states: [] });
    expect(refresh).toEqual(again ? [{ stream: { name: "a" }, keep: false }] : []);
  });

  test("a stream that is new needs no refresh", () => {
    expect(planRefresh([plan("a", "append")], never, { streams: [], states: [] })).toEqual({ refresh: [] });
  });
});

describe("a full refresh", () => {
  const streams = [store("a", {}), store("b", { mode: "replace" }), store("c", { minimumGeneration: 3 })];
  const planned = [plan("a", "append"), plan("b", "replace"), plan("c", "merge"), plan("new", "append")];

  test("is of what is appended or merged, and has a past", () => {
    expect(planRefresh(planned, full, { streams, states: [] })).toEqual({
      refresh: [{ stream: { name: "a" }, keep: false }],
    });
  });

  test("can keep the older rows", () => {
    expect(planRefresh(planned, keep, { streams, states: [] })).toEqual({
      refresh: [{ stream: { name: "a" }, keep: true }],
    });
  });

  test("clears a state that was imported before the first sync", () => {
    const { refresh } = planRefresh([plan("new", "append")], full, { streams: [], states: [state("STREAM", "new")] });
    expect(refresh).toEqual([{ stream: { name: "new" }, keep: false }]);
  });
});

describe("LEGACY is one state for all", () => {
  const streams = [
    store("a", {}),
    store("b", { mode: "replace" }),
    store("absent", {}),
    store("gone", { mode: "replace" }),
  ];
  const stored = { streams, states: [state("LEGACY")] };

  test("refreshing one stream refreshes all, those that are not read too", () => {
    const planned = [plan("a", "append"), plan("c", "append"), plan("b", "replace")];
    expect(planRefresh(planned, full, stored)).toEqual({
      refresh: ["a", "c", "absent"].map((name) => ({ stream: { name }, keep: false })),
      forget: true,
    });
  });

  test("without any refresh nothing is forgotten", () => {
    expect(planRefresh([plan("a", "append")], never, stored)).toEqual({ refresh: [] });
  });
});

test("another config forgets every state and reads everything again, unfinished refreshes too", () => {
  const streams = [store("a", { minimumGeneration: 2 }), store("absent", {})];
  const wish = { fullRefresh: true, isOtherConfig: true } as const;
  expect(planRefresh([plan("a", "append")], wish, { streams, states: [state("STREAM", "absent")] })).toEqual({
    refresh: ["a", "absent"].map((name) => ({ stream: { name }, keep: false })),
    forget: true,
  });
});

function plan(name: string, mode: WriteMode): PlannedStream {
  const key = { name };
  return {
    key,
    stream: { name, json_schema: {} },
    syncMode: mode === "replace" ? "full_refresh" : "incremental",
    trailing: "keep",
    plan: {
      stream: key,
      jsonSchema: {},
      mode,
      primaryKey: [],
      columns: {},
      undeclared: "add",
      onTypeChange: "widen",
      deletes: "hard",
    },
  };
}

function store(name: string, stored: Partial<StoredStream>): StoredStream {
  return {
    stream: { name },
    table: { name },
    jsonSchema: {},
    columns: [],
    primaryKey: [],
    mode: "append",
    generation: 1,
    minimumGeneration: 0,
    missedState: false,
    rows: 0,
    ...stored,
  };
}

function state(type: StateType, name?: string): StoredState {
  return { type, ...(name === undefined ? {} : { stream: { name } }), text: "{}" };
}

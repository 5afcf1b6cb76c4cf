import { describe, expect, it } from "vitest";
import type { JsonObject } from "./json.ts";
import { parseState } from "./parse-state.ts";

const users = { stream_descriptor: { name: "users", namespace: null }, stream_state: { cursor: 1 } };
const orders = { stream_descriptor: { name: "orders", namespace: "shop" }, stream_state: null };
const usersKey = { name: "users" };
const ordersKey = { name: "orders", namespace: "shop" };

describe("parseState", () => {
  it.each<[string, JsonObject, object | undefined]>([
    ["STREAM", { type: "STREAM", stream: users }, { type: "STREAM", stream: usersKey }],
    [
      "STREAM with a namespace and no value, which means reset",
      { type: "STREAM", stream: orders },
      { type: "STREAM", stream: ordersKey, reset: true },
    ],
    [
      "STREAM without a value",
      { type: "STREAM", stream: { stream_descriptor: { name: "users" } } },
      { type: "STREAM", stream: usersKey, reset: true },
    ],
    [
      "STREAM with an empty namespace, which is none",
      { type: "STREAM", stream: { stream_descriptor: { name: "users", namespace: "" }, stream_state: 1 } },
      { type: "STREAM", stream: usersKey },
    ],
    ["STREAM that does not say so", { stream: users }, { type: "STREAM", stream: usersKey }],
    [
      "GLOBAL",
      { type: "GLOBAL", global: { shared_state: {}, stream_states: [users, orders] } },
      { type: "GLOBAL", streams: [usersKey, ordersKey] },
    ],
    [
      "GLOBAL that does not say so, without streams",
      { type: null, global: { shared_state: {} } },
      { type: "GLOBAL", streams: [] },
    ],
    ["LEGACY", { type: "LEGACY", data: { users: {} } }, { type: "LEGACY" }],
    ["LEGACY that does not say so", { data: {} }, { type: "LEGACY" }],
    [
      "a state with data beside, as old sources send it",
      { type: "STREAM", stream: users, data: {} },
      { type: "STREAM", stream: usersKey },
    ],
    [
      "counts, written as floats",
      { stream: users, sourceStats: { recordCount: 12.0 } },
      { type: "STREAM", stream: usersKey, recordCount: 12 },
    ],
    ["nothing", {}, undefined],
    ["STREAM without a stream", { type: "STREAM", data: {} }, undefined],
    ["GLOBAL without its content", { type: "GLOBAL", global: null }, undefined],
    ["LEGACY without data", { type: "LEGACY", data: null }, undefined],
  ])("reads %s", (_what, payload, expected) => {
    expect(parseState(payload, "text")).toEqual(expected && { ...expected, text: "text" });
  });
});

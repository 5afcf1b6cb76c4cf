#!/usr/bin/env node
// Records without `emitted_at`, or with one that is no number of milliseconds.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* items(0, 5);
    yield { type: "RECORD", record: { stream: "items", data: { id: 100, name: "none" } } };
    yield { type: "RECORD", record: { stream: "items", data: { id: 101, name: "null" }, emitted_at: null } };
    yield {
      type: "RECORD",
      record: { stream: "items", data: { id: 102, name: "text" }, emitted_at: "2024-01-01T00:00:00Z" },
    };
    yield {
      type: "RECORD",
      record: { stream: "items", data: { id: 103, name: "fraction" }, emitted_at: 1700000000000.5 },
    };
    yield* items(5, 10);
    yield* ending(10);
  },
});

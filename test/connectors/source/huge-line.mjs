#!/usr/bin/env node
// Between small records one of `bytes` bytes (default 40 MB).
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";
import { record } from "../base/message.mjs";

await runConnector({
  properties: { bytes: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield* starting();
    yield* items(0, 5);
    yield record("items", { id: 5, name: "x".repeat(config.bytes ?? 40_000_000) });
    yield* items(6, 10);
    yield* ending(10);
  },
});

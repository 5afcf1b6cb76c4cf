#!/usr/bin/env node
// States of one stream that go back: 4, 8, then 6 and, after COMPLETE, 10.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams } from "../base/items.mjs";
import { streamState, streamStatus } from "../base/message.mjs";

await runConnector({
  properties: { last: { type: "boolean" } },
  streams: itemStreams(),
  *read({ config }) {
    yield streamStatus("items", "STARTED");
    yield* items(0, 4);
    yield streamState("items", { done: 4 });
    yield* items(4, 8);
    yield streamState("items", { done: 8 });
    yield* items(8, 10);
    yield streamState("items", { done: 6 });
    yield streamStatus("items", "COMPLETE");
    if (config.last !== false) yield streamState("items", { done: 10 });
  },
});

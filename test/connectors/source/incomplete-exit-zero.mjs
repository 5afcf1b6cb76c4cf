#!/usr/bin/env node
// The stream ends INCOMPLETE after good records and a state; the process ends with 0 all the same.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, starting } from "../base/items.mjs";
import { streamState, streamStatus } from "../base/message.mjs";

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* items(0, 5);
    yield streamState("items", { done: 5 }, { recordCount: 5 });
    yield* items(5, 10);
    yield streamStatus("items", "INCOMPLETE");
  },
});

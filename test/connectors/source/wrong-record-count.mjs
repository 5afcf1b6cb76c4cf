#!/usr/bin/env node
// States whose sourceStats.recordCount is not what was sent: 12 for 10 records.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams } from "../base/items.mjs";
import { streamState, streamStatus } from "../base/message.mjs";

await runConnector({
  properties: { record_count: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield streamStatus("items", "STARTED");
    yield* items(0, 10);
    yield streamState("items", { done: 10 }, { recordCount: config.record_count ?? 12 });
    yield streamStatus("items", "COMPLETE");
  },
});

#!/usr/bin/env node
// The last STATE comes after COMPLETE, as Airbyte's Python CDK may send it.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams } from "../base/items.mjs";
import { streamState, streamStatus } from "../base/message.mjs";

await runConnector({
  properties: { record_count: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield streamStatus("items", "STARTED");
    yield* items(0, 10);
    yield streamStatus("items", "COMPLETE");
    yield streamState("items", { done: 10 }, { recordCount: config.record_count ?? 10 });
  },
});

#!/usr/bin/env node
// A complete stream without a single STATE.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams } from "../base/items.mjs";
import { streamStatus } from "../base/message.mjs";

await runConnector({
  properties: { records: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield streamStatus("items", "STARTED");
    yield* items(0, config.records ?? 10);
    yield streamStatus("items", "COMPLETE");
  },
});

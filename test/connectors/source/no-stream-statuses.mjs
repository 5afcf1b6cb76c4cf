#!/usr/bin/env node
// A good read without any stream status.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams } from "../base/items.mjs";
import { streamState } from "../base/message.mjs";

await runConnector({
  properties: { exit: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield* items(0, 10);
    yield streamState("items", { done: 10 }, { recordCount: 10 });
    process.exitCode = config.exit ?? 0;
  },
});

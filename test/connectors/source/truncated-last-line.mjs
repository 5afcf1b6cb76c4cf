#!/usr/bin/env node
// The last record is cut in the middle, as when a connector dies; the exit status is `exit` (default 1).
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, starting } from "../base/items.mjs";
import { streamState } from "../base/message.mjs";

await runConnector({
  properties: { exit: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield* starting();
    yield* items(0, 5);
    yield streamState("items", { done: 5 });
    const [last] = items(5, 6);
    yield Buffer.from(JSON.stringify(last).slice(0, 60));
    process.exitCode = config.exit ?? 1;
  },
});

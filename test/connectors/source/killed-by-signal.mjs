#!/usr/bin/env node
// Good records and a state, then the process dies by `signal` (default SIGKILL).
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, starting } from "../base/items.mjs";
import { streamState } from "../base/message.mjs";

await runConnector({
  properties: { signal: { type: "string" } },
  streams: itemStreams(),
  *read({ config }) {
    yield* starting();
    yield* items(0, 5);
    yield streamState("items", { done: 5 }, { recordCount: 5 });
    yield* items(5, 10);
    process.kill(process.pid, config.signal ?? "SIGKILL");
  },
});

#!/usr/bin/env node
// A RUNNING status with the reason RATE_LIMITED in the middle of a good read.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";
import { EMITTED_AT, streamStatus } from "../base/message.mjs";

const reason = { type: "RATE_LIMITED", rate_limited: { quota_reset: EMITTED_AT + 60_000 } };

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* items(0, 5);
    yield streamStatus("items", "RUNNING", { reasons: [reason] });
    yield* items(5, 10);
    yield* ending(10);
  },
});

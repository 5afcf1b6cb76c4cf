#!/usr/bin/env node
// A TRACE ERROR after good records and a state; the process ends with 0 all the same.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, starting } from "../base/items.mjs";
import { streamState, traceError } from "../base/message.mjs";

await runConnector({
  properties: { failure_type: { type: "string" } },
  streams: itemStreams(),
  *read({ config }) {
    yield* starting();
    yield* items(0, 5);
    yield streamState("items", { done: 5 }, { recordCount: 5 });
    yield* items(5, 10);
    yield traceError("The API answered 500.", {
      internal_message: "GET /items: 500",
      failure_type: config.failure_type ?? "transient_error",
    });
  },
});

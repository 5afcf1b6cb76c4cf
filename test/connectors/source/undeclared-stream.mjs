#!/usr/bin/env node
// Records and a state of a stream that neither discover nor the configured catalog names.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";
import { record, streamState } from "../base/message.mjs";

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* items(0, 5);
    yield record("stranger", { id: 1 });
    yield record("items", { id: 100 }, { namespace: "elsewhere" });
    yield streamState("stranger", { done: 1 });
    yield* items(5, 10);
    yield* ending(10);
  },
});

#!/usr/bin/env node
// Records whose `data` is a list, a text, a number, null, or missing.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";
import { record } from "../base/message.mjs";

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* items(0, 5);
    for (const data of [[1, 2], "text", 7, null, undefined]) yield record("items", data);
    yield* items(5, 10);
    yield* ending(10);
  },
});

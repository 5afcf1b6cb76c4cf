#!/usr/bin/env node
// Ten good records and a state after the fifth, then exit status `exit` (default 1) without a word.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, starting } from "../base/items.mjs";
import { streamState } from "../base/message.mjs";

await runConnector({
  properties: { exit: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield* starting();
    yield* items(0, 5);
    yield streamState("items", { done: 5 }, { recordCount: 5 });
    yield* items(5, 10);
    process.exitCode = config.exit ?? 1;
  },
});

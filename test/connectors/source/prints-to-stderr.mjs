#!/usr/bin/env node
// Prints `lines` lines (default 10,000) to standard error, more than a pipe holds, between good records.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";
import { printError } from "../base/print.mjs";

await runConnector({
  properties: { lines: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield* starting();
    for (const [index, message] of items(0, 10).entries()) {
      printError(`warning ${index}: ${"x".repeat(80)}\n`.repeat((config.lines ?? 10_000) / 10));
      yield message;
    }
    yield* ending(10);
  },
});

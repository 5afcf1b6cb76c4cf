#!/usr/bin/env node
// Falls silent for ever at `command` (default read, there after good records and a state). Says its pid in a LOG.
import { runConnector } from "../base/connector.mjs";
import { hang } from "../base/hang.mjs";
import { items, itemStreams, starting } from "../base/items.mjs";
import { catalog, connectionStatus, log, streamState } from "../base/message.mjs";

await runConnector({
  properties: { command: { type: "string" } },
  streams: itemStreams(),
  check: (input) => hangAt("check", input),
  discover: (input) => hangAt("discover", input),
  read: (input) => hangAt("read", input),
});

async function* hangAt(command, { config }) {
  yield log("INFO", `pid ${process.pid}`);
  if (command === "read") {
    yield* starting();
    yield* items(0, 5);
    yield streamState("items", { done: 5 }, { recordCount: 5 });
    yield* items(5, 10);
  }
  if ((config.command ?? "read") === command) await hang();
  if (command === "check") yield connectionStatus("SUCCEEDED");
  if (command === "discover") yield catalog(itemStreams());
}

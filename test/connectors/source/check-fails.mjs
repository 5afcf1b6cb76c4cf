#!/usr/bin/env node
// Check answers FAILED with `message`, and exits 0; everything else works.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";
import { connectionStatus } from "../base/message.mjs";

await runConnector({
  properties: { message: { type: "string" } },
  streams: itemStreams(),
  check: ({ config }) => [connectionStatus("FAILED", config.message ?? "The token was refused.")],
  read: () => wholeStream(10),
});

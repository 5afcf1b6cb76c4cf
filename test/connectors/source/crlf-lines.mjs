#!/usr/bin/env node
// Ends every line with CR LF.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";

await runConnector({
  streams: itemStreams(),
  *read() {
    for (const message of wholeStream(10)) yield Buffer.from(`${JSON.stringify(message)}\r\n`);
  },
});

#!/usr/bin/env node
// Reads its standard input to the end before it sends anything: hangs when nobody closes it.
import { readFileSync } from "node:fs";
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";
import { log } from "../base/message.mjs";

await runConnector({
  streams: itemStreams(),
  *read() {
    yield log("INFO", `${readFileSync(0).length} bytes on standard input`);
    yield* wholeStream(10);
  },
});
